-- Exchanges that are there already, or stand in the file twice: the last stays, which may know of a vote that came later.
delete from exchange
where experiment = $1
  and rowid not in (select max(rowid) from exchange where experiment = $1 group by hash(request_id));
