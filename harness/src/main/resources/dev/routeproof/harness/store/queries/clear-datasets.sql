delete from dataset where run_id = ?
