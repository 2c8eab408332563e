select count(*) from exchange where experiment = ?;
