package dev.routeproof.proxy.mirror;

import dev.routeproof.providers.client.RetryAfter;
import dev.routeproof.providers.line.Incoming;
import dev.routeproof.providers.line.Line;
import dev.routeproof.providers.line.Lines;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.record.AnswerCopy;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on the candidate's model: put into its words, asked, its answer read to the end or cut, written down once. */
final class MirrorCall {
    private static final long LONGEST_ANSWER = 16L << 20;
    /** 6 MiB/s, far more than a model writes: a provider that floods takes no processor time from live traffic. */
    private static final int MOST_IN_A_TURN = 64 << 10;

    private static final int MOST_REPEATS = 3;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final MirrorLoop loop;
    private final Waiting waiting;
    private final ProxyConfig.Mirror rule;

    // Owned by the loop.
    private int repeats;
    private boolean over;
    private @Nullable Drop stopped;
    private @Nullable Reshaped reshaped;
    private Money reserved = Money.ZERO;
    private @Nullable Incoming due;
    private @Nullable Incoming answer;
    private @Nullable Breaker breaker;
    private AnswerCopy copy;
    private int inThisTurn;
    private long startedNanos;
    private long firstNanos;
    private long deadline = Long.MAX_VALUE;

    /** The provider's breaker has just let it through. */
    MirrorCall(MirrorLoop loop, Waiting waiting, ProxyConfig.Mirror rule) {
        this.loop = loop;
        this.waiting = waiting;
        this.rule = rule;
        this.breaker = loop.breaker(waiting.upstream().providerId());
        this.copy = fresh();
    }

    private AnswerCopy fresh() {
        return AnswerCopy.sized(loop.mirror().parts().writing().keepsText());
    }

    Waiting waiting() {
        return waiting;
    }

    void start() {
        Dialect dialect = loop.mirror().dialect(waiting.model().id());
        boolean first = repeats == 0;
        loop.context()
                .executeBlocking(() -> prepare(dialect, first), false)
                .onSuccess(this::prepared)
                .onFailure(this::unfit);
    }

    /** Beside the loop: bodies may be large, and the dollars are kept on disk. */
    private Reshaped prepare(Dialect dialect, boolean reserving) throws Unfit {
        var facts = waiting.exchange().facts();
        var ready = Reshaped.of(
                facts.path(),
                facts.body(),
                waiting.headers(),
                waiting.model(),
                waiting.upstream().wire(),
                dialect);
        if (reserving && !loop.mirror().allowance().reserve(ready.most(), Money.ofUsd(rule.usdPerDay()))) {
            throw new Unfit(Drop.BUDGET);
        }
        return ready;
    }

    private void unfit(Throwable why) {
        if (over) {
            return;
        }
        give(why instanceof Unfit unfit ? unfit.why() : Drop.UNTRANSLATABLE);
    }

    private void prepared(Reshaped ready) {
        if (over) {
            return;
        }
        reshaped = ready;
        if (repeats == 0) {
            reserved = ready.most();
        }
        if (stopped != null) {
            give(stopped);
        } else if (repeats == 0 && !loop.withinRate(rule)) {
            give(Drop.RATE);
        } else {
            open(ready);
        }
    }

    /** Nothing was sent. */
    private void give(Drop why) {
        over = true;
        report(Breaker::unknown);
        Money back = reserved;
        loop.context()
                .executeBlocking(
                        () -> {
                            loop.mirror().allowance().settle(back, Money.ZERO);
                            return back;
                        },
                        false)
                .onComplete(settled -> {
                    loop.mirror().counters().drop(why);
                    loop.over(this);
                });
    }

    private void open(Reshaped ready) {
        Upstream upstream = waiting.upstream();
        startedNanos = System.nanoTime();
        loop.lines().take(upstream.place(), new Lines.Taker() {
            @Override
            public void taken(Line line) {
                if (over) {
                    line.giveBack();
                } else {
                    send(line, ready);
                }
            }

            @Override
            public void failed(Throwable cause) {
                if (!over) {
                    report(Breaker::failed);
                    finish(Event.Status.FAILED, "connect_failed");
                }
            }
        });
    }

    private Limits limits() {
        return loop.mirror().parts().limits();
    }

    private void send(Line line, Reshaped ready) {
        Upstream upstream = waiting.upstream();
        var headers = HeadersMultiMap.httpHeaders();
        ready.headers().forEach(headers::set);
        headers.set("host", upstream.place().authority());
        if (upstream.key() != null) {
            if (upstream.wire() == Wire.ANTHROPIC) {
                headers.set("x-api-key", upstream.key().reveal());
            } else {
                headers.set("authorization", "Bearer " + upstream.key().reveal());
            }
        }
        headers.set("content-length", Integer.toString(ready.body().length));
        startedNanos = System.nanoTime();
        deadline = startedNanos + limits().firstByte().toNanos();
        due = line.expect(this::head, cause -> {
            if (!over) {
                report(Breaker::failed);
                finish(Event.Status.FAILED, "upstream_closed");
            }
        });
        line.send(HttpMethod.POST, upstream.target(ready.path()), headers, ready.body());
    }

    private void head(Incoming from) {
        answer = from;
        report(Breaker::succeeded);
        from.onBroken(failure -> {
            if (!over && answer == from) {
                finish(Event.Status.FAILED, "upstream_truncated");
            }
        });
        from.onPiece(piece -> {
            if (!over && answer == from) {
                piece(piece);
                inThisTurn += piece.length();
                if (inThisTurn >= MOST_IN_A_TURN) {
                    from.pause();
                }
            }
        });
        from.onEnd(() -> {
            if (!over && answer == from) {
                end(from);
            }
        });
    }

    private void piece(Buffer piece) {
        if (firstNanos == 0) {
            firstNanos = System.nanoTime();
        }
        copy.add(piece);
        deadline = System.nanoTime() + limits().idle().toNanos();
        if (copy.total() > LONGEST_ANSWER) {
            finish(Event.Status.FAILED, "answer_too_long");
        }
    }

    private void end(Incoming from) {
        int status = from.status();
        if (status == 429 || status == 503) {
            loop.pause(waiting.upstream().providerId(), wait(from.header("retry-after")));
        }
        if (status == 400 && repeats < MOST_REPEATS && learns()) {
            repeats++;
            answer = null;
            due = null;
            firstNanos = 0;
            copy = fresh();
            start();
        } else {
            String wrong = status >= 300 ? "http_" + status : copy.flaw(isStream(from));
            finish(wrong == null ? Event.Status.COMPLETED : Event.Status.FAILED, wrong);
        }
    }

    private static boolean isStream(Incoming from) {
        String type = from.header("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    /** True where the model's server has just taught us which words it takes. */
    private boolean learns() {
        Dialect before = loop.mirror().dialect(waiting.model().id());
        Dialect after = before.without(WireError.parse(copy.bytes()));
        boolean crossed = reshaped != null && reshaped.crossed();
        boolean completions = waiting.upstream().wire() == Wire.OPENAI;
        boolean helps = crossed
                ? completions ? !after.equals(before) && after.stream() : before.temperature() && !after.temperature()
                : before.streamUsage() && !after.streamUsage();
        if (helps) {
            loop.mirror().learned(waiting.model().id(), after);
        }
        return helps;
    }

    private Duration wait(@Nullable String retryAfter) {
        Duration asked = retryAfter == null
                ? USUAL_PAUSE
                : RetryAfter.parse(retryAfter, loop.mirror().parts().clock().instant())
                        .orElse(USUAL_PAUSE);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    void tick(long now) {
        if (over || due == null) {
            return;
        }
        readOn();
        if (over) {
            return;
        }
        long longest = 2 * limits().firstByte().toNanos();
        if (now - deadline >= 0) {
            finish(Event.Status.FAILED, firstNanos == 0 ? "first_byte_timeout" : "idle_timeout");
        } else if (now - startedNanos >= longest) {
            finish(Event.Status.FAILED, "took_too_long");
        }
    }

    /** A turn has passed: what was held back comes now. */
    private void readOn() {
        boolean held = inThisTurn >= MOST_IN_A_TURN;
        inThisTurn = 0;
        if (held && answer != null) {
            answer.resume();
        }
    }

    /** Ends it at once. */
    void stop(Drop why) {
        stopped = why;
        if (!over && reshaped != null && startedNanos != 0) {
            finish(Event.Status.CANCELLED, why.word());
        }
    }

    private void report(Consumer<Breaker> what) {
        if (breaker != null) {
            what.accept(breaker);
            breaker = null;
        }
    }

    private void finish(Event.Status status, @Nullable String error) {
        over = true;
        report(Breaker::unknown);
        long now = System.nanoTime();
        var from = answer;
        boolean sent = due != null;
        if (due != null && error != null) {
            due.reset();
        }
        var result = new MirrorResult(
                waiting,
                status,
                error,
                from == null ? 0 : from.status(),
                firstNanos == 0 ? Double.NaN : (firstNanos - startedNanos) / 1e6,
                (now - startedNanos) / 1e6,
                sent,
                copy,
                from == null ? null : from.header("content-type"),
                from == null ? null : from.header("content-encoding"),
                reserved);
        loop.context().executeBlocking(() -> result.write(loop.mirror()), false).onComplete(written -> {
            loop.mirror().counters().end(status);
            loop.over(this);
        });
    }
}
