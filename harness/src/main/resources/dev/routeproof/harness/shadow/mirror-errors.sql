-- Why mirrored calls did not complete.
select model, error, count(*) as calls
from shadow_mirror
where candidate = ? and status <> 'completed'
group by all
order by calls desc, model, error
