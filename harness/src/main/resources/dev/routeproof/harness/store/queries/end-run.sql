-- How a run ended.
update run set state = ?, finished_at = ?, spent_nano_usd = ?, partial_reason = ? where run_id = ?
