-- The exchanges of an epoch in a stretch of time as the experiment sees them, in no order. The last column packs what is
-- small, from the lowest bit: status 3, arm 2, differs 1, bad 1, liked 1, task type 8 (its place in the list, 0: none), epoch.
select
    epoch_us("at"),
    coalesce(unit_key, 0),
    p_control,
    p_candidate,
    p_holdout,
    coalesce(latency_ms, 'nan'),
    coalesce(cost_usd, 'nan'),
    case status
        when 'completed' then 0
        when 'failed' then 1
        when 'dropped' then 4
        else case when first_token_ms is null then 3 else 2 end
    end
    + case arm when 'control' then 0 when 'candidate' then 8 when 'holdout' then 16 else 24 end
    + case when candidate_model <> default_model then 32 else 0 end
    + case when thumbs = 'down' or rating <= 2 then 64 when thumbs = 'up' or rating > 2 then 128 else 0 end
    + 256 * coalesce(list_position(string_split($2, chr(31)), task_type), 0)
    + 65536 * epoch::bigint
from exchange
where experiment = $1 and "at" >= make_timestamp($3) and "at" < make_timestamp($4) and epoch = $5;
