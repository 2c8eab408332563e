-- Requests whose content was kept, with what each candidate made of them, in the order they came.
select request_id, content, candidates
from decision
where content is not null
order by happened_at, boot, seq
