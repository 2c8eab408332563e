-- The compared exchanges up to a time, summed by everything that is broken down. Units fall into 64 buckets by their hash,
-- which serve as clusters; features beyond the twelve most frequent are one.
create or replace temp table ab_cell as
with frequent as (
    select feature from exchange where experiment = ? and feature is not null group by 1 order by count(*) desc, 1 limit 12
)
select
    coalesce(task_type, 'unknown') as task_type,
    case when feature is null then '(none)' when feature in (from frequent) then feature else '(other)' end as feature,
    coalesce(candidate_model, default_model) as route,
    epoch,
    arm = 'candidate' as candidate,
    unit_key & 63 as bucket,
    count(*) as n,
    count(cost_usd) as costed,
    coalesce(sum(cost_usd), 0) as cost,
    count(*) filter (thumbs is not null or rating is not null) as rated,
    count(*) filter (thumbs = 'down' or rating <= 2) as disliked,
    count(*) filter (coalesce(thumbs = 'down', false) or coalesce(rating <= 2, false) or status in ('failed', 'dropped')) as bad
from exchange
where experiment = ? and "at" <= make_timestamp(?) and unit_key is not null and arm <> 'explore'
group by all
