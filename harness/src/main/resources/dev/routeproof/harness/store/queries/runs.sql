-- All runs, newest first.
select * from run order by started_at desc, run_id desc
