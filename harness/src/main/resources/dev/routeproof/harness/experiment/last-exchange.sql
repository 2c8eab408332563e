select epoch_ms(max("at")), count(*), count(*) - count(unit_key) from exchange where experiment = ?;
