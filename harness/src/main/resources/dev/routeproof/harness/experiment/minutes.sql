-- How many exchanges of each epoch there are in each minute since 1970.
select epoch, epoch_ms("at") // 60000 as minute, count(*) from exchange where experiment = ? group by 1, 2 order by 1, 2;
