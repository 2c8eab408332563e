-- All answers to one prompt with the prompt itself.
select s.prompt, s.target, g.model, g.status, g.score_state, g.value, g.extracted, g.explanation, g.answer, g.tool_calls, g.message
from sample s
join graded_call g using (run_id, dataset, item)
where s.run_id = ? and s.dataset = ? and s.item = ?
order by g.model, g.repeat
