-- Experiments whose exchanges were imported, each with the rollout document that registers its analysis.
create table experiment (
    experiment  varchar primary key,
    document    varchar not null,        -- rollout.yaml as written
    hash        varchar not null,        -- hex SHA-256 of what the document means
    imported_at timestamp not null       -- the last import, UTC
);

-- One request as it was served in an experiment. Kept once for each experiment and request_id.
create table exchange (
    experiment      varchar not null,
    request_id      varchar not null,
    "at"            timestamp not null,
    unit            varchar,             -- null: no unit was known, so it is served by the default and not analysed
    arm             varchar not null,
    p_control       double not null,     -- unconditional, of the epoch
    p_candidate     double not null,
    p_holdout       double not null,
    epoch           integer not null,
    task_type       varchar,             -- the candidate's label; null: its classifier failed
    default_model   varchar not null,
    candidate_model varchar,
    mode            varchar,
    feature         varchar,
    model           varchar,
    status          varchar not null,    -- completed, failed, cancelled, dropped
    latency_ms      double,
    first_token_ms  double,
    input_tokens    bigint,
    output_tokens   bigint,
    cost_usd        double,
    thumbs          varchar,             -- up, down
    rating          integer,             -- 1 to 5
    scores          varchar,             -- JSON: label to score
    unit_key        bigint               -- first 64 bits of the unit's SHA-256
);

-- How many requests were assigned to an arm and task type in an epoch, counted when they were.
create table assigned (
    experiment varchar not null,
    epoch      integer not null,
    arm        varchar not null,
    task_type  varchar,
    assigned   bigint not null
);
