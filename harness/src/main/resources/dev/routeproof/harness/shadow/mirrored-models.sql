-- What came of a candidate's mirrored requests, by its model and the one that served.
select
    model,
    served_model,
    count(*) as calls,
    count(*) filter (status = 'completed') as completed,
    count(*) filter (status = 'failed') as failed,
    count(*) filter (status = 'cancelled') as cancelled,
    count(*) filter (served_status = 'failed') as served_failed,
    count(*) filter (paired) as pairs,
    quantile_cont(latency_ms, 0.5) filter (paired) as latency_p50,
    quantile_cont(served_latency_ms, 0.5) filter (paired) as served_latency_p50,
    quantile_cont(latency_ms, 0.95) filter (paired) as latency_p95,
    quantile_cont(served_latency_ms, 0.95) filter (paired) as served_latency_p95,
    quantile_cont(first_token_ms, 0.5) filter (paired) as first_p50,
    quantile_cont(served_first_token_ms, 0.5) filter (paired) as served_first_p50,
    avg(output_tokens) filter (paired and alike) as tokens,
    avg(served_output_tokens) filter (paired and alike) as served_tokens,
    count(*) filter (paired and tool_calls > 0) as with_tools,
    count(same_answer) as comparable,
    count(*) filter (same_answer) as same
from shadow_mirror
where candidate = ?
group by model, served_model
order by calls desc, model, served_model
