-- Many small transactions are coming: rewriting the file after each would cost more than they do.
set checkpoint_threshold = '1GB';
