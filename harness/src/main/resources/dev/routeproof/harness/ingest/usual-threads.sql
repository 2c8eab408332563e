reset threads;
