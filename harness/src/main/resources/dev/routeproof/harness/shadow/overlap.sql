-- Pairs of labels whose scores are close together.
select least(top[1].label, top[2].label) as one, greatest(top[1].label, top[2].label) as other, count(*) as requests
from shadow_evaluation
where candidate = ? and len(top) = 2 and top[1].score - top[2].score <= ?
group by all
order by requests desc, one, other
