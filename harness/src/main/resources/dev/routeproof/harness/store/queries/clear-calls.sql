delete from call where run_id = ?
