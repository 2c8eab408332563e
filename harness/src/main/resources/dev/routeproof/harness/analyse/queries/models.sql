-- The models of a run in the catalog's order.
select model, tier, input_usd, output_usd, context_tokens, simulated
from model
where run_id = ?
order by ordinal
