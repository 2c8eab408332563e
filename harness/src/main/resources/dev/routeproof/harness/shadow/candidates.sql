-- Every candidate of the stretch, with how its evaluations went.
select
    candidate,
    count(*) as evaluated,
    count(*) filter (task_type is null) as unclassified,
    count(*) filter (reason like '%uncertain%') as unsure,
    count(*) filter (late) as late,
    count(*) filter (len(top) = 2 and top[1].score - top[2].score <= ?) as overlapping,
    count(*) filter (model = served_model) as same_route,
    quantile_cont(micros, 0.5) as p50,
    quantile_cont(micros, 0.99) as p99
from shadow_evaluation
group by candidate
order by candidate
