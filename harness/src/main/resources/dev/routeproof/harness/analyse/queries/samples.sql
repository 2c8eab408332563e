select ordinal, dataset, item, task_type, cluster from sample where run_id = ? order by ordinal
