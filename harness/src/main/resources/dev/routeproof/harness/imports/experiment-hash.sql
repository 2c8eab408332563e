select hash from experiment where experiment = ?;
