-- Every call of a run with its score, without the texts.
select model, dataset, item, repeat, task_type, cluster, status, score_state, value,
       cost_nano_usd, usage, first_token_ms, latency_ms
from graded_call
where run_id = ?
order by dataset, item, model, repeat
