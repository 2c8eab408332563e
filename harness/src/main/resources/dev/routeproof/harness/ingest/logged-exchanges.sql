-- The exchanges of a live experiment, from decisions, outcomes and votes. A request and its client's retries are one:
-- routed as the first, ended as the last, paid and waited for together. What is backed off is routed like the default.
-- Several instances are one experiment: their epochs stand on one line of time. In the order of time, so that whoever reads a
-- stretch of it finds its rows together.
-- $1: experiment, $2: what a unit is, $3: hours in which a vote counts
insert into exchange
with routed as (
    select d.request_id, d.attempt_group, d.retry, d.happened_at, d.unit, d.unit_kind, d.arm,
           d.p_control, d.p_candidate, d.p_holdout, d.mode, d.feature, d.reason,
           j.ordinal, o.default_model, o.back_off,
           case when json_extract_string(d.candidates, '$[0].id') = o.candidate then d.candidates end as candidates
    from decision d
    join told_epoch o on o.experiment = $1 and o.boot = d.boot and o.epoch = d.epoch
    join joint_epoch j on j.experiment = $1 and j.meaning = o.meaning
        and greatest(d.happened_at, o.happened_at) >= j.opened_at
        and (j.until is null or greatest(d.happened_at, o.happened_at) < j.until)
    where d.phase in ('canary', 'ramp', 'full') and not d."override"
),
vote as (
    select request_id, rater,
           arg_max(thumbs, revision) as thumbs,
           arg_max(rating, revision) as rating,
           arg_max(feedback_kind, revision) as kind,
           arg_max(happened_at, revision) as happened_at
    from feedback
    group by request_id, rater
),
judged as (
    select r.request_id,
           bool_or(v.thumbs = 'down' or v.kind = 'regenerate') as down,
           bool_or(v.thumbs = 'up') as up,
           min(v.rating) as rating
    from routed r
    join vote v on v.request_id = r.request_id and v.happened_at <= r.happened_at + to_hours($3)
    group by r.request_id
),
trial as (
    select r.attempt_group,
           arg_min(r, (r.retry, r.happened_at)) as first,
           arg_max(e, (r.retry, r.happened_at)) as last,
           sum(e.latency_ms) as latency_ms,
           sum(e.cost_usd) as cost_usd,
           sum(e.input_tokens) as input_tokens,
           sum(e.output_tokens) as output_tokens,
           bool_or(j.down) as down, bool_or(j.up) as up, min(j.rating) as rating
    from routed r
    left join outcome e using (request_id)
    left join judged j using (request_id)
    group by r.attempt_group
)
select
    $1,
    first.request_id,
    first.happened_at,
    case when first.unit_kind = $2 and first.p_candidate > 0 then first.unit end as unit,
    first.arm,
    first.p_control, first.p_candidate, first.p_holdout,
    first.ordinal,
    json_extract_string(first.candidates, '$[0].task_type') as task_type,
    first.default_model,
    case
        when list_contains(json_extract_string(first.back_off, '$[*]'), json_extract_string(first.candidates, '$[0].task_type'))
            then first.default_model
        else json_extract_string(first.candidates, '$[0].model')
    end as candidate_model,
    first.mode,
    first.feature,
    last.served_model,
    coalesce(last.status, 'dropped'),
    latency_ms,
    last.first_token_ms,
    input_tokens,
    output_tokens,
    cost_usd,
    case when down then 'down' when up then 'up' end,
    rating,
    json_extract(first.candidates, '$[0].scores')::varchar,
    case when first.unit_kind = $2 and first.p_candidate > 0 and regexp_matches(first.unit, '^[0-9a-f]{15}')
        then ('0x' || left(first.unit, 15))::bigint end
from trial
order by first.happened_at;
