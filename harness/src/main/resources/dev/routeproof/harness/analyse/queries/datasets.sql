-- The datasets of a run.
select dataset, licence, source, content_hash, samples
from dataset
where run_id = ?
order by ordinal
