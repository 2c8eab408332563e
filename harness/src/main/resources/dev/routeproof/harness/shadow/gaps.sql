select epoch_ms(coalesce(since, happened_at)), epoch_ms(coalesce(until, happened_at)), coalesce("count", 0), coalesce(reason, '')
from gap
where happened_at >= ?::timestamp and happened_at < ?::timestamp
order by happened_at, boot, seq
