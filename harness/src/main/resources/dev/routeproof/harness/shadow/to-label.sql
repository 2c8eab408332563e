-- Requests whose label would teach most: candidates disagree, two labels are close, or nothing was believed. One for
-- each prompt, spread over the reasons by the hash of the request.
with seen as (
    select
        request_id,
        any_value(prompt_hash) as prompt,
        count(distinct coalesce(task_type, 'unknown')) > 1 as disagreement,
        bool_or(len(top) = 2 and top[1].score - top[2].score <= ?) as overlap,
        bool_or(task_type is null or reason like '%uncertain%') as unsure,
        string_agg(candidate || ': ' || coalesce(task_type, 'unknown') || ' (' || round(confidence, 2) || ')', ', ' order by candidate) as said
    from shadow_evaluation
    where kept
    group by request_id
), chosen as (
    select
        *,
        case when disagreement then 'disagreement' when overlap then 'overlap' else 'low confidence' end as why
    from seen
    where disagreement or overlap or unsure
    qualify row_number() over (partition by coalesce(prompt, request_id) order by request_id) = 1
)
select c.request_id, c.why, c.said, d.content
from (select * from chosen qualify row_number() over (partition by why order by hash(request_id), request_id) <= ?) c
join decision d using (request_id)
order by c.why, c.request_id
