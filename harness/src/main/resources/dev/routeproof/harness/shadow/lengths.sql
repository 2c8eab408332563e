-- How long the answers of each model were, by the task type a candidate gives the request. All requests count here.
select u.c.id, coalesce(u.c.task_type, 'unknown'), u.served_model, count(*), avg(u.output_tokens)
from (
    select served_model, output_tokens, unnest(from_json(candidates, '[{"id":"VARCHAR","task_type":"VARCHAR"}]')) as c
    from shadow_request
    where status = 'completed' and output_tokens > 0
) u
group by all
