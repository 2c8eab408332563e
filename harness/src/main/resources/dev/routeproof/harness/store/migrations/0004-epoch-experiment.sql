-- What an epoch rolls out: the experiment, its rollout document, the default model.
alter table epoch add column killed boolean;
alter table epoch add column resumes varchar;         -- the phase that resuming goes back to
alter table epoch add column share_since timestamp;   -- since when the candidate's share is what it is
alter table epoch add column experiment varchar;
alter table epoch add column rollout varchar;         -- hash of what the document means
alter table epoch add column default_model varchar;
alter table epoch add column document varchar;        -- rollout.yaml as written
