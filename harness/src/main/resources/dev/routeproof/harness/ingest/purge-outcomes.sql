delete from outcome using purging where outcome.boot = purging.boot and outcome.seq between since and until;
