-- How many exchanges there are in each hour since 1970.
select epoch_ms("at") // 3600000 as hour, count(*) from exchange where experiment = ? group by 1 order by 1;
