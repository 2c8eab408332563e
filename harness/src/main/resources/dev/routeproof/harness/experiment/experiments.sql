-- The newest import first; of experiments that one log tells of, the one whose last epoch is the newest.
select e.experiment, e.document
from experiment e
order by
    e.imported_at desc,
    (select max(o.happened_at) from epoch o where o.experiment = e.experiment) desc nulls last,
    e.experiment;
