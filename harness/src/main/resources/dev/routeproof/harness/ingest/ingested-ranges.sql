-- Which events are in the store already.
select boot, since, until from ingested order by boot, since;
