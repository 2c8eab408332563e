select count(*) from exchange
where experiment = ? and "at" <= make_timestamp(?) and arm = 'candidate' and (thumbs = 'down' or rating <= 2)
