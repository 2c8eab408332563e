select distinct model from exchange where experiment = ? and model is not null
