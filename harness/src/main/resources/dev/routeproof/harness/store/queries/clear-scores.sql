delete from score where run_id = ?
