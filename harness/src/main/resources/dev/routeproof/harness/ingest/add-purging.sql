insert into purging values (?, ?, ?);
