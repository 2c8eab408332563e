-- Requests that were executed on a candidate's model too, after their callers had been answered; one row an event.
create table mirror (
    boot           varchar not null,
    seq            bigint not null,
    happened_at timestamp not null,
    request_id     varchar not null,
    candidate      varchar,
    model          varchar,
    status         varchar,
    error          varchar,
    http           integer,
    first_token_ms double,
    latency_ms     double,
    input_tokens   bigint,
    cached_tokens  bigint,
    output_tokens  bigint,
    usage          varchar,
    cost_usd       double,               -- null: not known
    counted_usd    double,               -- against the day's dollars
    finish_reason  varchar,
    stream         boolean,
    tool_calls     integer,
    same_answer    boolean,              -- null: one of the two is not text alone, or nothing may be kept
    answer_hash    varchar,
    answer         varchar,
    calls          varchar               -- JSON array of name and arguments
);
