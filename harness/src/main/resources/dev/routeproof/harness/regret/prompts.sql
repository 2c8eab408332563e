-- The prompts of a run with their task types; a run of scores alone has none.
select dataset, item, task_type, cluster, prompt
from sample
where run_id = ? and prompt is not null
order by ordinal
