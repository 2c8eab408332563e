-- A run of the bench, its models, datasets and samples, and one row per call and per score.
create table run (
    run_id          varchar primary key,
    kind            varchar not null,   -- bench | scores
    state           varchar not null,   -- running | finished | interrupted | budget
    started_at      timestamp not null, -- UTC
    finished_at     timestamp,
    catalog_path    varchar not null,
    catalog_hash    varchar not null,
    plan_hash       varchar not null,
    command         varchar not null,
    seed            bigint not null,
    repeats         integer not null,
    partial_reason  varchar,            -- why it measures less than the datasets hold; null: it does not
    simulated       boolean not null,
    planned_calls   bigint not null,
    budget_nano_usd bigint,
    spent_nano_usd  bigint not null     -- paid in this run, cached answers excluded
);

create table model (
    run_id           varchar not null,
    ordinal          integer not null,
    model            varchar not null,  -- the catalog's id
    provider         varchar not null,
    wire             varchar not null,
    wire_name        varchar not null,
    tier             varchar not null,
    input_usd        double not null,   -- USD per million tokens
    output_usd       double not null,
    cached_input_usd double not null,
    context_tokens   integer not null,
    simulated        boolean not null
);

create table dataset (
    run_id       varchar not null,
    ordinal      integer not null,
    dataset      varchar not null,
    licence      varchar not null,
    source       varchar not null,
    description  varchar not null,
    content_hash varchar not null,
    samples      integer not null
);

create table sample (
    run_id    varchar not null,
    ordinal   integer not null,
    dataset   varchar not null,
    item      varchar not null,
    task_type varchar not null,
    prompt    varchar,
    target    varchar,                  -- acceptable answers, one a line
    scorer    varchar not null,
    cluster   varchar,                  -- null: a cluster of its own
    tags      varchar
);

create table call (
    run_id           varchar not null,
    model            varchar not null,
    dataset          varchar not null,
    item             varchar not null,
    repeat           integer not null,
    status           varchar not null,  -- completed | refused | truncated | failed | timed_out | cancelled | not_applicable
    error            varchar,
    http_status      integer,
    message          varchar,
    attempts         integer not null,
    input_tokens     bigint,
    cached_tokens    bigint,
    output_tokens    bigint,
    reasoning_tokens bigint,
    usage            varchar,           -- reported | estimated | partial
    cost_nano_usd    bigint,
    first_token_ms   double,            -- null: not measured
    latency_ms       double,            -- null: not measured
    finish_reason    varchar,
    served_model     varchar,
    answer           varchar,
    tool_calls       varchar,
    from_cache       boolean not null,
    answered_at      timestamp
);

create table score (
    run_id      varchar not null,
    model       varchar not null,
    dataset     varchar not null,
    item        varchar not null,
    repeat      integer not null,
    scorer      varchar not null,
    state       varchar not null,       -- scored | unscored
    value       double,                 -- [0,1]; null where unscored
    extracted   varchar,
    explanation varchar
);

-- One row per call with its score and task type: what most questions start from.
create view graded_call as
select c.*, s.task_type, s.cluster, g.scorer, g.state as score_state, g.value, g.extracted, g.explanation
from call c
join sample s using (run_id, dataset, item)
left join score g using (run_id, model, dataset, item, repeat);
