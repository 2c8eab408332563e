select coalesce(task_type, 'unknown') as label, count(*) as requests, avg(confidence) as confidence
from shadow_evaluation
where candidate = ?
group by 1
order by requests desc, label
