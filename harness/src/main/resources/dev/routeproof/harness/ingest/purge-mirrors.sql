delete from mirror using purging where mirror.boot = purging.boot and mirror.seq between since and until;
