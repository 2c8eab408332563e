-- Which stage decided, and how long the whole cascade took then, microseconds.
select coalesce(stage, 'none') as decided, count(*) as requests, quantile_cont(micros, 0.5), quantile_cont(micros, 0.99)
from shadow_evaluation
where candidate = ?
group by 1
order by requests desc, decided
