delete from run where run_id = ?
