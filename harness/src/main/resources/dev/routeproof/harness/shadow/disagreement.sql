-- How often two candidates see a request differently.
select
    a.candidate as one,
    b.candidate as other,
    count(*) as requests,
    count(*) filter (a.task_type is distinct from b.task_type) as task_types,
    count(*) filter (a.model <> b.model) as models
from shadow_evaluation a
join shadow_evaluation b on a.request_id = b.request_id and a.candidate < b.candidate
group by all
order by one, other
