select epoch, arm, task_type, assigned from assigned where experiment = ?;
