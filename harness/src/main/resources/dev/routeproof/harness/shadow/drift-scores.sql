-- Scores of a sample of the labelled requests, older and newer half apart.
select
    happened_at > (select quantile_disc(happened_at, 0.5) from shadow_request where compared) as newer,
    c.scores as scores
from (
    select happened_at, unnest(from_json(candidates, '[{"id":"VARCHAR","task_type":"VARCHAR","scores":"JSON"}]')) as c
    from (select * from shadow_request where compared using sample reservoir(20000 rows) repeatable (7))
)
where c.id = ? and c.task_type is not null
order by happened_at
