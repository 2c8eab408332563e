-- The tier of each model on the newest bench that knew it, and whether it was simulated.
select model, tier, model.simulated
from model
join run using (run_id)
qualify row_number() over (partition by model order by started_at desc, run_id) = 1
