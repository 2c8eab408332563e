delete from exchange where experiment = ?;
