-- Exchanges that are there already, or stand in the file twice: the first stays.
delete from exchange
where experiment = $1
  and rowid not in (select min(rowid) from exchange where experiment = $1 group by hash(request_id));
