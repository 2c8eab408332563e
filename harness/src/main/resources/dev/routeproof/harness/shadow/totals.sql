select
    count(*) as requests,
    count(*) filter (compared) as compared,
    count(*) filter (override) as overridden,
    count(*) filter (by_candidate and not coalesce(override, false)) as by_candidate,
    count(*) filter (compared and json_array_length(candidates) > 0) as evaluated,
    count(distinct unit) filter (compared) as units,
    mode(unit_kind) filter (compared) as unit_kind,
    count(*) filter (kept) as kept,
    epoch_ms(min(happened_at)) as since,
    epoch_ms(max(happened_at)) as until,
    mode(served_model) filter (compared) as baseline
from shadow_request
