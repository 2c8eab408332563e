select
    coalesce(task_type, 'unknown'),
    arm = 'candidate' as candidate,
    quantile_cont(latency_ms, [0.5, 0.95, 0.99]) as q,
    quantile_cont(first_token_ms, 0.5) as first_token,
    count(latency_ms) as n,
    approx_count_distinct(unit_key) as units
from exchange
where experiment = ? and "at" <= make_timestamp(?) and epoch = ? and unit_key is not null and arm <> 'explore' and latency_ms is not null
group by all
order by all
