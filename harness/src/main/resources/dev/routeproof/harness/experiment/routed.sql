-- Where the candidate arm was really routed: task types in epochs with an answer of another model than the default.
select distinct epoch, task_type
from exchange
where experiment = ? and arm = 'candidate' and task_type is not null and model <> default_model;
