-- Exchanges of the candidate arm that somebody disliked, newest first, with what was said; beside each an answer of the
-- baseline to the same prompt, where there is one.
with disliked as (
    select e.request_id, e."at", e.task_type, e.feature, e.model, e.thumbs, e.rating, d.content, d.prompt_hash, o.answer
    from exchange e
    join decision d using (request_id)
    join outcome o using (request_id)
    where e.experiment = ? and e."at" <= make_timestamp(?) and e.arm = 'candidate' and (e.thumbs = 'down' or e.rating <= 2)
        and d.content is not null and o.answer is not null
    order by e."at" desc, e.request_id
    limit ?
)
select
    l.request_id, coalesce(l.task_type, 'unknown'), coalesce(l.feature, ''), l.model, coalesce(l.thumbs, ''), l.rating, l.content, l.answer,
    b.model as other_model, b.answer as other_answer, b.thumbs as other_thumbs
from disliked l
left join (
    select d.prompt_hash, e.model, o.answer, e.thumbs, e.experiment
    from exchange e
    join decision d using (request_id)
    join outcome o using (request_id)
    where e.experiment = ? and e.arm in ('control', 'holdout') and o.answer is not null
        and d.prompt_hash in (select prompt_hash from disliked)
    qualify row_number() over (partition by d.prompt_hash order by e."at" desc, e.request_id) = 1
) b on b.prompt_hash = l.prompt_hash
order by l."at" desc, l.request_id
