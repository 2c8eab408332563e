-- The record of another purge stays where it stands for more than this one.
delete from gap using purging
where gap.boot = purging.boot and gap.seq between purging.since and purging.until
  and not (gap.reason like 'purged: %' and gap.seq + gap."count" - 1 > purging.until);
