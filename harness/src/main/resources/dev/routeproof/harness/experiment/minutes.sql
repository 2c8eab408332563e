-- What there is of each epoch in each minute since 1970: exchanges, those that name no unit, and the last one's time.
select epoch, epoch_ms("at") // 60000 as minute, count(*), count(*) - count(unit_key), epoch_ms(max("at"))
from exchange
where experiment = ?
group by 1, 2
order by 1, 2;
