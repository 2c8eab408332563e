select distinct task_type from exchange where experiment = ? and task_type is not null order by 1;
