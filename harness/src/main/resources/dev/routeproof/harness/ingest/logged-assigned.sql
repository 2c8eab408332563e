-- How many requests were assigned to each arm and task type in each epoch, counted by decisions; a retry is none.
insert into assigned
with routed as (
    select d.attempt_group, d.retry, d.happened_at, d.arm, j.ordinal,
           case when json_extract_string(d.candidates, '$[0].id') = o.candidate
                then json_extract_string(d.candidates, '$[0].task_type') end as task_type
    from decision d
    join told_epoch o on o.experiment = $1 and o.boot = d.boot and o.epoch = d.epoch
    join joint_epoch j on j.experiment = $1 and j.meaning = o.meaning
        and greatest(d.happened_at, o.happened_at) >= j.opened_at
        and (j.until is null or greatest(d.happened_at, o.happened_at) < j.until)
    where d.phase in ('canary', 'ramp', 'full') and not d."override"
)
select $1, first.ordinal, first.arm, first.task_type, count(*)
from (select arg_min(r, (r.retry, r.happened_at)) as first from routed r group by r.attempt_group)
group by all;
