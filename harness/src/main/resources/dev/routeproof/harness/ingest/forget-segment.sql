delete from segment where instance = ? and name = ? and boot = ? and first_seq = ?;
