-- Sums of a candidate's projection by task type; rows without any price are not in them, and are all that some task types have.
select
    task_type,
    count(*) filter (logged is not null) as requests,
    count(*) filter (logged is null) as unpriced,
    count(*) filter (moved and logged is not null) as moved,
    coalesce(sum(baseline) filter (logged is not null), 0) as baseline,
    coalesce(sum(same) filter (logged is not null), 0) as same,
    coalesce(sum(read) filter (logged is not null), 0) as read,
    coalesce(sum(measured) filter (logged is not null), 0) as measured,
    coalesce(sum(written) filter (logged is not null), 0) as written,
    coalesce(sum(logged), 0) as logged,
    coalesce(sum(classifier) filter (logged is not null), 0) as classifier
from shadow_projection
where candidate = ?
group by task_type
order by requests desc, task_type
