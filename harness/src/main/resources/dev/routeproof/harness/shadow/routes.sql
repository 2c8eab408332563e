select coalesce(task_type, 'unknown') as label, coalesce(mode, 'balanced') as asked, model, count(*) as requests
from shadow_evaluation
where candidate = ?
group by all
order by label, asked, requests desc, model
