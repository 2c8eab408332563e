-- Output tokens of both models on the same requests, by the task type of the candidate.
select candidate, task_type, served_model, model, count(*), sum(output_tokens), sum(served_output_tokens)
from shadow_mirror
where paired and alike and output_tokens > 0 and served_output_tokens > 0
group by all
order by all
