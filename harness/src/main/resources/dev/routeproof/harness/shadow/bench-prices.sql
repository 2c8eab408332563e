-- The prices of the newest bench that knew the model, USD per million tokens.
select model, input_usd, output_usd
from model
join run using (run_id)
qualify row_number() over (partition by model order by started_at desc, run_id) = 1
