-- Events whose neighbours on both sides are in the store and that are not.
select coalesce(sum(since - before - 1), 0)::bigint
from (select since, lag(until) over (partition by boot order by since) as before from ingested)
where since > before + 1
