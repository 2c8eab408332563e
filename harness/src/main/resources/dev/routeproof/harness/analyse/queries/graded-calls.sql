-- Every call of a run with its score, without the texts: sample and model by their ordinals, status null for completed,
-- since a text in every row costs more to read than all the rest.
select s.ordinal, m.ordinal, c.repeat, nullif(c.status, 'completed'), g.value, c.cost_nano_usd,
       coalesce(c.usage <> 'reported', false), c.first_token_ms, c.latency_ms
from call c
join sample s using (run_id, dataset, item)
join (select run_id, model, min(ordinal) as ordinal from model group by all) m using (run_id, model)
left join score g using (run_id, model, dataset, item, repeat)
where c.run_id = ?
order by c.dataset, c.item, c.model, c.repeat
