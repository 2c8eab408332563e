-- The exploring arm: its share, and among which models it would have chosen uniformly for a request.
alter table decision add column p_explore double;      -- null: nobody explores
alter table decision add column explored varchar;      -- JSON array of catalog ids; empty: the default serves
alter table epoch add column explore double;           -- percent of all units

-- What each epoch of each start of an instance means: epochs that mean the same are one, on whatever instance.
create view told_epoch as
select experiment, boot, seq, epoch, happened_at, ordinal, candidate, default_model, back_off,
       concat_ws('|', phase, percent, holdout, coalesce(explore, 0), back_off, coalesce(killed, false), rollout, candidate,
           default_model, config) as meaning
from epoch
where experiment is not null;

-- The epochs of all instances on one line of time. A meaning is in effect from the first instance that tells of it until
-- the first that tells of another one; "until" is when the same meaning comes into effect again. An instance that still
-- follows the meaning of before keeps its epoch. Ordinals rise, and are those of the log where there is one instance.
create view joint_epoch as
with changed as (
    select experiment, meaning, happened_at, ordinal,
           row_number() over (partition by experiment order by happened_at, boot, seq) as place
    from (
        select *, lag(meaning) over (partition by experiment order by happened_at, boot, seq) as before
        from told_epoch
    )
    where before is null or before <> meaning
)
select experiment, meaning, happened_at as opened_at,
       lead(happened_at) over (partition by experiment, meaning order by place) as until,
       (place + max(ordinal - place) over (partition by experiment order by place))::integer as ordinal
from changed;
