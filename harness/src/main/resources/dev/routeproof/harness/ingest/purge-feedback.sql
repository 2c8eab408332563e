delete from feedback using purging where feedback.boot = purging.boot and feedback.seq between since and until;
