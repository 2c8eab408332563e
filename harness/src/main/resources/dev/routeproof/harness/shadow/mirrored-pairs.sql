-- Both sides of a candidate's mirrored requests on one model, summed up for each unit: dollars and tokens.
select
    coalesce(sum(cost_usd) filter (cost_usd is not null and served_cost_usd is not null), 0),
    coalesce(sum(served_cost_usd) filter (cost_usd is not null and served_cost_usd is not null), 0),
    coalesce(sum(output_tokens) filter (alike), 0),
    coalesce(sum(served_output_tokens) filter (alike), 0)
from shadow_mirror
where candidate = ? and model = ? and served_model = ? and paired
group by unit
order by all
