-- The evidence log, one row an event. (boot, seq) is the event's id; it says from which start of which proxy it came.
create table decision (
    boot             varchar not null,
    seq              bigint not null,
    happened_at timestamp not null, -- UTC
    request_id       varchar not null,
    attempt_group    varchar,
    retry            integer,
    phase            varchar,
    epoch            varchar,
    config           varchar,
    unit             varchar,
    unit_kind        varchar,
    arm              varchar,
    p_control        double,
    p_candidate      double,
    p_holdout        double,
    mode             varchar,
    feature          varchar,
    project          varchar,
    key_id           varchar,
    requested_model  varchar,
    served_model     varchar,
    override         boolean,
    reason           varchar,
    tokens_estimated bigint,
    candidates       varchar,            -- JSON, as in the log
    prompt_hash      varchar,
    content          varchar
);

create table outcome (
    boot            varchar not null,
    seq             bigint not null,
    happened_at timestamp not null,
    request_id      varchar not null,
    status          varchar,
    error           varchar,
    http            integer,
    served_model    varchar,
    attempts        varchar,             -- JSON, as in the log
    first_token_ms  double,
    latency_ms      double,
    overhead_micros bigint,
    input_tokens    bigint,
    cached_tokens   bigint,
    output_tokens   bigint,
    usage           varchar,
    cost_usd        double,
    finish_reason   varchar,
    stream          boolean,
    answer          varchar
);

create table feedback (
    boot           varchar not null,
    seq            bigint not null,
    happened_at timestamp not null,
    request_id     varchar not null,
    rater          varchar,
    thumbs         varchar,
    rating         integer,
    comment_length integer,
    feedback_kind  varchar,
    value          varchar,
    revision       integer,
    late           boolean
);

create table epoch (
    boot      varchar not null,
    seq       bigint not null,
    happened_at timestamp not null,
    epoch     varchar not null,
    ordinal   integer,
    phase     varchar,
    percent   double,
    holdout   double,
    back_off  varchar,                   -- JSON array of task types
    "table"   varchar,
    candidate varchar,
    config    varchar,
    cause     varchar,
    note      varchar
);

create table gap (
    boot    varchar not null,
    seq     bigint not null,
    happened_at timestamp not null,
    since   timestamp,                   -- the log's "from"
    until   timestamp,                   -- the log's "to"
    "count" bigint,
    reason  varchar
);

-- Which events are here: every seq from "since" to "until", both inclusive, of each boot.
create table ingested (
    boot  varchar not null,
    since bigint not null,
    until bigint not null
);

-- What was found in each segment.
create table segment (
    instance      varchar not null,
    name          varchar not null,
    boot          varchar not null,
    first_seq     bigint not null,
    last_seq      bigint not null,
    bytes         bigint not null,
    records       bigint not null,
    damaged       bigint not null,       -- damaged stretches with whole records after them: corruption
    damaged_bytes bigint not null,
    tail_bytes    bigint not null        -- after the last whole record: not yet written, or torn
);
