delete from model where run_id = ?
