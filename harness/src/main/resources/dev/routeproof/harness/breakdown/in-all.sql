select 'all', epoch, candidate, bucket, sum(n), sum(costed), sum(cost), sum(rated), sum(disliked), sum(bad)
from ab_cell
group by all
order by all
