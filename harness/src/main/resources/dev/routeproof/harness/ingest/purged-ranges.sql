-- Which events a purge took out, both ends inclusive.
select boot, seq, seq + "count" - 1 from gap where reason like 'purged: %' order by boot, seq;
