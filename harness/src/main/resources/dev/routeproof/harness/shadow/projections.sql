-- What a compared request would have cost, in parts: "same" on the model that served it, "read" and "written" (or
-- "measured", where the length of its answers was) by the prices of another one, "logged" by the estimate of the moment where no price is known.
create or replace temp table shadow_projection as
select
    e.candidate,
    e.unit,
    e.request_id,
    coalesce(e.task_type, 'unknown') as task_type,
    e.cost_usd as baseline,
    case when e.model = e.served_model then e.cost_usd else 0 end as same,
    case when e.model <> e.served_model and p.model is not null then e.input_tokens * p.input / 1e6 else 0 end as read,
    case when e.model <> e.served_model and p.model is not null and not coalesce(l.measured, false) then e.output_tokens * coalesce(l.ratio, 1) * p.output / 1e6 else 0 end as written,
    case when e.model <> e.served_model and p.model is not null and l.measured then e.output_tokens * l.ratio * p.output / 1e6 else 0 end as measured,
    case when e.model <> e.served_model and p.model is null then e.logged_usd else 0 end as logged,
    coalesce(e.classifying_usd, e.tokens_estimated * k.input + k.fixed, 0) as classifier,
    e.model <> e.served_model as moved
from shadow_evaluation e
left join shadow_price p on p.model = e.model
left join shadow_length l on l.candidate = e.candidate and l.task_type = coalesce(e.task_type, 'unknown') and l.served = e.served_model and l.model = e.model
left join shadow_classifier k on k.candidate = e.candidate and k.stage = coalesce(e.stage, 'none')
where e.cost_usd is not null and e.model is not null
