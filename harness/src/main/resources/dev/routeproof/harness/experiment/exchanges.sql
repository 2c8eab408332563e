-- The exchanges of a stretch of time as the experiment sees them, in the order of their time.
select
    epoch_ms("at"),
    coalesce(unit_key, 0),
    case arm when 'control' then 0 when 'candidate' then 1 else 2 end,
    p_control,
    p_candidate,
    p_holdout,
    epoch,
    task_type,
    unit_key is not null and coalesce(candidate_model <> default_model, false),
    case status
        when 'completed' then 0
        when 'failed' then 1
        when 'dropped' then 4
        else case when first_token_ms is null then 3 else 2 end
    end,
    coalesce(thumbs = 'down', false) or coalesce(rating <= 2, false),
    coalesce(latency_ms, 'nan'),
    coalesce(cost_usd, 'nan')
from exchange
where experiment = ? and "at" >= make_timestamp(?) and "at" < make_timestamp(?)
order by "at", epoch, request_id;
