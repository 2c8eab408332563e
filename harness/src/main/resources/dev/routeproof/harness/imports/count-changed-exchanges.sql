-- Exchanges that stand twice, in the store or in the file, and not with the same content.
select count(*)
from (
    select 1
    from exchange as line
    where experiment = $1
    group by hash(request_id)
    having count(*) > 1 and min(hash(line)) <> max(hash(line))
);
