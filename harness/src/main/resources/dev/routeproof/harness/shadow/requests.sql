-- The requests of a stretch of time, each with how it ended. Compared are those the baseline served as the table would
-- have it: not what the caller chose, not what a candidate answered, and not what was forwarded without being read, which
-- names no model (a count of tokens, an upload, a picture).
create or replace temp table shadow_request as
select
    d.request_id,
    d.happened_at,
    d.phase,
    coalesce(d.unit, d.request_id) as unit,
    d.unit_kind,
    d.mode,
    d.feature,
    d.override,
    coalesce(d.arm, 'control') = 'candidate' as by_candidate,
    not coalesce(d.override, false) and coalesce(d.arm, 'control') <> 'candidate'
        and coalesce(d.requested_model, 'default') <> '' as compared,
    coalesce(o.served_model, d.served_model) as served_model,
    d.tokens_estimated,
    d.candidates,
    d.prompt_hash,
    d.content is not null as kept,
    o.status,
    o.usage,
    o.input_tokens,
    o.output_tokens,
    o.cost_usd,
    o.first_token_ms,
    o.latency_ms,
    o.answer
from decision d
left join (select * from outcome qualify row_number() over (partition by request_id order by boot, seq) = 1) o using (request_id)
where d.happened_at >= ?::timestamp and d.happened_at < ?::timestamp
