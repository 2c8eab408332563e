-- How many calls of a run brought no answer.
select count(*) from call where run_id = ? and status in ('failed', 'timed_out')
