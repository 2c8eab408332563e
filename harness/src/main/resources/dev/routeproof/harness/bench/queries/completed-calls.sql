-- The answers of a run that can be scored.
select model, dataset, item, repeat, answer, tool_calls, finish_reason, served_model
from call
where run_id = ? and status = 'completed'
order by dataset, item, model, repeat
