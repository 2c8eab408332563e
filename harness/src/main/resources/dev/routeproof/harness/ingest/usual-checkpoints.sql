reset checkpoint_threshold;
