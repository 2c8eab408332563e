-- Every compared request that a candidate's model executed too, beside how the default answered it.
create or replace temp table shadow_mirror as
select
    m.candidate,
    m.model,
    r.served_model,
    coalesce(e.task_type, 'unknown') as task_type,
    r.request_id,
    r.unit,
    m.status,
    m.error,
    r.status as served_status,
    m.status = 'completed' and r.status = 'completed' as paired,
    m.first_token_ms,
    m.latency_ms,
    m.output_tokens,
    m.cost_usd,
    r.first_token_ms as served_first_token_ms,
    r.latency_ms as served_latency_ms,
    r.output_tokens as served_output_tokens,
    r.cost_usd as served_cost_usd,
    -- Tokens are compared where both were counted the same way.
    m.usage = r.usage as alike,
    m.tool_calls,
    m.same_answer,
    m.answer,
    r.answer as served_answer
from (select * from mirror qualify row_number() over (partition by request_id, candidate order by boot, seq) = 1) m
join shadow_request r using (request_id)
left join shadow_evaluation e on e.request_id = m.request_id and e.candidate = m.candidate
where r.compared
