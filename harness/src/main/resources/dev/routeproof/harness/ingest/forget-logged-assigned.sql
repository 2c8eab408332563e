delete from assigned where experiment = ?;
