-- Experiments that a proxy's log tells of, each with the document of its newest epoch.
select experiment, arg_max(document, (happened_at, ordinal)), arg_max(rollout, (happened_at, ordinal))
from epoch
where experiment is not null
group by experiment
order by experiment;
