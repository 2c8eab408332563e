-- Which routes differ from what was served, and how many requests each moves.
select distinct candidate, coalesce(task_type, 'unknown'), served_model, model
from shadow_evaluation
where model <> served_model
