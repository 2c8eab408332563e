-- Mirrored answers of which the log keeps both texts, those that differ first, spread by the hash of the request.
select m.request_id, m.task_type, d.content, m.served_model, m.served_answer, m.model, m.answer, m.same_answer, m.candidate
from shadow_mirror m
join decision d using (request_id)
where m.paired and m.answer is not null and m.served_answer is not null and m.served_answer <> ''
order by coalesce(m.same_answer, false), hash(m.request_id), m.request_id
limit ?
