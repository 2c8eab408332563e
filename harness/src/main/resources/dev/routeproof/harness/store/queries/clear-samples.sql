delete from sample where run_id = ?
