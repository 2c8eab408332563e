-- Sums of a candidate's projection by task type; rows without any price are not in them.
select
    task_type,
    count(*) filter (logged is not null) as requests,
    count(*) filter (logged is null) as unpriced,
    count(*) filter (moved) as moved,
    sum(baseline) filter (logged is not null) as baseline,
    sum(same) filter (logged is not null) as same,
    sum(read) filter (logged is not null) as read,
    sum(measured) filter (logged is not null) as measured,
    sum(written) filter (logged is not null) as written,
    coalesce(sum(logged), 0) as logged,
    sum(classifier) filter (logged is not null) as classifier
from shadow_projection
where candidate = ?
group by task_type
order by requests desc, task_type
