-- How many exchanges there are in each minute since 1970.
select epoch_ms("at") // 60000 as minute, count(*) from exchange where experiment = ? group by 1 order by 1;
