-- How often each label was given by the older and the newer half of the requests, and how sure, in tenths.
select
    r.happened_at > (select quantile_disc(happened_at, 0.5) from shadow_request where compared) as newer,
    coalesce(e.task_type, 'unknown') as label,
    least(9, floor(10 * coalesce(e.confidence, 0)))::integer as tenth,
    count(*) as requests,
    sum(coalesce(e.confidence, 0)) as confidence
from shadow_evaluation e
join shadow_request r using (request_id)
where e.candidate = ?
group by all
order by all
