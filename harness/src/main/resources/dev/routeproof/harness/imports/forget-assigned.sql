delete from assigned where experiment = ? and epoch = ? and arm = ? and task_type is not distinct from ?;
