-- What became of the assigned requests; "orphans" are outcomes without their decision, "twice" outcomes too many.
select
    (select count(*) from shadow_request) as assigned,
    (select count(*) from shadow_request where status = 'completed') as completed,
    (select count(*) from shadow_request where status = 'failed') as failed,
    (select count(*) from shadow_request where status = 'cancelled') as cancelled,
    (select count(*) from shadow_request where status is null) as without_outcome,
    (select count(*) from outcome o anti join decision d using (request_id)
     where o.happened_at >= ?::timestamp and o.happened_at < ?::timestamp) as orphans,
    (select count(*) - count(distinct request_id) from outcome
     where happened_at >= ?::timestamp and happened_at < ?::timestamp) as twice
