-- How long the answers of each model were on the bench, by task type.
select task_type, model, count(*), avg(output_tokens)
from graded_call
where status = 'completed' and output_tokens > 0
group by all
