-- How many requests were assigned to each arm and task type in each epoch, counted by decisions; a retry is none.
insert into assigned
select $1, o.ordinal, d.arm,
       case when json_extract_string(d.candidates, '$[0].id') = o.candidate
            then json_extract_string(d.candidates, '$[0].task_type') end,
       count(distinct d.attempt_group)
from decision d
join (select epoch, any_value(ordinal) as ordinal, any_value(candidate) as candidate from epoch where experiment = $1 group by epoch) o using (epoch)
where d.phase in ('canary', 'ramp', 'full') and not d."override"
group by all;
