-- Whole answers of the last epoch by task type and side; bins are tenths of a power of ten of milliseconds.
select coalesce(task_type, 'unknown'), arm = 'candidate' as candidate, floor(log10(latency_ms) * 10)::integer as bin, count(*)
from exchange
where experiment = ? and "at" <= make_timestamp(?) and epoch = ? and unit_key is not null and arm <> 'explore' and latency_ms > 0
group by all
order by all
