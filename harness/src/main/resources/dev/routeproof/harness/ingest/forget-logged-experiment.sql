delete from experiment where experiment = ?;
