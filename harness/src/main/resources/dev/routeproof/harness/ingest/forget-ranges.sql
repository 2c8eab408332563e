delete from ingested where boot = ?;
