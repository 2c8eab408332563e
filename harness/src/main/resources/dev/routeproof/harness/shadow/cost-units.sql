-- Baseline and projected cost of each unit; of very many units, of groups of them.
select sum(baseline), sum(same + read + measured + written + logged + classifier)
from shadow_projection
where candidate = ? and logged is not null
group by case when ? then unit else (hash(unit) % 16384)::varchar end
order by 1, 2
