-- The tier of each model on the newest bench that knew it.
select model, tier
from model
join run using (run_id)
qualify row_number() over (partition by model order by started_at desc, run_id) = 1
