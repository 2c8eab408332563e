-- What every candidate made of every compared request, one row each.
create or replace temp table shadow_evaluation as
select
    u.request_id,
    u.unit,
    u.mode,
    u.served_model,
    u.input_tokens,
    u.output_tokens,
    u.cost_usd,
    u.tokens_estimated,
    u.prompt_hash,
    u.kept,
    u.c.id as candidate,
    u.c.task_type as task_type,
    u.c.confidence as confidence,
    list_sort(list_transform(map_entries(u.c.scores), lambda s: {'score': s.value, 'label': s.key}), 'DESC')[1:2] as top,
    u.c.stage as stage,
    u.c.stage_micros as micros,
    coalesce(u.c.late, false) as late,
    u.c.model as model,
    coalesce(u.c.reason, '') as reason,
    u.c.cost_estimated_usd as logged_usd,
    u.c.classifying.cost_usd as classifying_usd
from (
    select
        *,
        unnest(from_json(candidates, '[{"id":"VARCHAR","task_type":"VARCHAR","confidence":"DOUBLE","scores":"MAP(VARCHAR,DOUBLE)","stage":"VARCHAR","stage_micros":"BIGINT","late":"BOOLEAN","model":"VARCHAR","reason":"VARCHAR","cost_estimated_usd":"DOUBLE","classifying":{"input_tokens":"BIGINT","output_tokens":"BIGINT","cost_usd":"DOUBLE"}}]')) as c
    from shadow_request
    where compared
) u
