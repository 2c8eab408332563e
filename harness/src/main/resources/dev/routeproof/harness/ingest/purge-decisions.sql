delete from decision using purging where decision.boot = purging.boot and decision.seq between since and until;
