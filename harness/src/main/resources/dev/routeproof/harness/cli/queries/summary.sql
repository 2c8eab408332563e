-- Per model: quality, cost and time of a run, best first.
select c.model,
       count(*) filter (c.status <> 'not_applicable')               as calls,
       count(value)                                                 as scored,
       round(100 * avg(value), 1)                                   as "quality %",
       round(sum(cost_nano_usd) / 1e9, 4)                           as "cost $",
       round(quantile_cont(latency_ms, 0.5))                        as "p50 ms",
       round(quantile_cont(latency_ms, 0.95))                       as "p95 ms",
       count(*) filter (c.status in ('failed', 'timed_out'))        as failed,
       count(*) filter (c.status = 'refused')                       as refused,
       count(*) filter (c.status = 'truncated')                     as truncated
from graded_call c
where c.run_id = ?
group by c.model
order by avg(value) desc nulls last, c.model
