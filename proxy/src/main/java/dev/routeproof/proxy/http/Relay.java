package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.Lines;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.record.MirrorTicket;
import dev.routeproof.proxy.record.Text;
import dev.routeproof.proxy.rollout.CallerWire;
import dev.routeproof.proxy.rollout.Canary;
import dev.routeproof.proxy.rollout.Facts;
import dev.routeproof.proxy.rollout.LiveRollout.Effective;
import dev.routeproof.proxy.rollout.RoutePlan;
import dev.routeproof.proxy.rollout.Router;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.rollout.Wishes;
import dev.routeproof.proxy.upstream.Breaker;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the requests of one event loop from their heads to a {@link Serving}, or refuses them. */
final class Relay {
    private final Shared shared;
    /** A cascade keeps its deadline itself; this is for what keeps it from even that. */
    private static final long GRACE_MILLIS = 25;

    private static final String FEEDBACK = "/v1/feedback";

    private final Lines lines;
    private final Deadlines deadlines;

    Relay(Shared shared, Lines lines, Deadlines deadlines) {
        this.shared = shared;
        this.lines = lines;
        this.deadlines = deadlines;
    }

    void handle(HttpServerRequest request) {
        Snapshot snapshot = shared.snapshot();
        shared.metrics().requests.increment();
        if (request.path() == null || !Route.plain(request.path())) {
            drop(
                    request,
                    Refusal.badRequest("The path has dots, slashes or encoded characters that two servers may read"
                            + " differently."));
            return;
        }
        String path = Route.meant(request.path());
        if (!path.startsWith("/v1/")) {
            drop(request, Refusal.notFound("There is nothing at this path."));
            return;
        }
        if (request.method().equals(HttpMethod.TRACE) || request.method().equals(HttpMethod.CONNECT)) {
            // Nothing a model answers to; a provider's echo would show the caller our key for it.
            drop(request, Refusal.methodNotAllowed());
            return;
        }
        if (shared.draining().get()) {
            drop(request, Refusal.busy("The proxy is stopping."));
            return;
        }
        if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            drop(
                    request,
                    new Refusal(
                            415,
                            "invalid_request_error",
                            "encoding_unsupported",
                            "Send the body without a Content-Encoding.",
                            0));
            return;
        }
        switch (shared.gate().admit(snapshot, request.headers(), !path.equals(FEEDBACK))) {
            case Gate.Refused refused -> drop(request, refused.refusal());
            case Gate.Admitted admitted -> admit(request, path, snapshot, admitted.key());
        }
    }

    private void admit(HttpServerRequest request, String path, Snapshot snapshot, @Nullable VirtualKey key) {
        if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
            shared.gate().release(key);
            ModelsList.answer(request, path, snapshot, this);
            return;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length.strip()) > limits().bodyBytes()) {
            shared.gate().release(key);
            drop(request, Refusal.tooLarge(limits().bodyBytes()));
            return;
        }
        String expect = request.getHeader(HttpHeaders.EXPECT);
        if (expect != null) {
            if (!expect.equalsIgnoreCase("100-continue")) {
                shared.gate().release(key);
                drop(
                        request,
                        new Refusal(
                                417,
                                "invalid_request_error",
                                "expectation_failed",
                                "Only 100-continue can be expected.",
                                0));
                return;
            }
            if (request.version() != HttpVersion.HTTP_1_0) {
                request.response().writeContinue();
            }
        }
        var reader = new BodyReader(
                request,
                limits(),
                deadlines,
                shared.buffered(),
                body -> whole(request, path, snapshot, key, body),
                refusal -> {
                    shared.gate().release(key);
                    drop(request, refusal);
                });
        request.response().exceptionHandler(gone -> {
            if (reader.abandon()) {
                shared.gate().release(key);
            }
        });
        reader.start();
    }

    private void whole(
            HttpServerRequest request, String path, Snapshot snapshot, @Nullable VirtualKey key, byte[] body) {
        long wholeNanos = System.nanoTime();
        if (path.equals(FEEDBACK)) {
            shared.buffered().addAndGet(-body.length);
            shared.gate().release(key);
            shared.feedback().answer(request, key, body, this);
            return;
        }
        Route route = request.method().equals(HttpMethod.POST) ? Route.of(path) : Route.OTHER;
        JsonScan.Found found = null;
        if (route.namesModel) {
            Refusal fault;
            try {
                found = JsonScan.scan(body);
                fault = ModelName.fault(found.model());
            } catch (JsonScan.Malformed e) {
                fault = Refusal.badRequest("The request body cannot be read: " + e.getMessage() + ".");
            }
            if (fault != null) {
                refuseWhole(request, key, body, fault);
                return;
            }
        }
        Wishes wishes;
        try {
            wishes = Wishes.read(request::getHeader);
        } catch (Wishes.Unreadable e) {
            refuseWhole(request, key, body, Refusal.badRequest("header_invalid", String.valueOf(e.getMessage())));
            return;
        }
        var facts = facts(request, path, route, snapshot, key, body, found, wishes);
        var effective = shared.rollout().get();
        switch (Router.rule(snapshot, effective, facts)) {
            case Router.Ruling.UnknownModel none -> refuseWhole(request, key, body, Refusal.modelNotFound());
            case Router.Ruling.NotAllowed none ->
                refuseWhole(request, key, body, Refusal.forbidden("This key may not ask for this model."));
            case Router.Ruling.Serve(RoutePlan plan) -> {
                var arrived = new Arrived(request, snapshot, facts, body, found, wholeNanos);
                Canary canary = snapshot.canary();
                if (canary != null
                        && effective.live()
                        && canary.runs(effective)
                        && route.classified
                        && plan.reason().equals("default")) {
                    canary(arrived, canary, effective, plan.rewrite());
                } else {
                    serve(arrived, plan);
                }
            }
        }
    }

    /** A request whose body is whole. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Arrived(
            HttpServerRequest request,
            Snapshot snapshot,
            Facts facts,
            byte[] body,
            JsonScan.@Nullable Found found,
            long wholeNanos) {}

    /** Evaluates the experiment's candidate before forwarding; late or broken, the default serves. */
    private void canary(Arrived arrived, Canary canary, Effective effective, boolean rewrite) {
        var snapshot = arrived.snapshot();
        var facts = arrived.facts();
        if (canary.inline(facts)) {
            serve(arrived, canary.plan(snapshot, effective, facts, rewrite).join());
            return;
        }
        var loop = shared.vertx().getOrCreateContext();
        shared.vertx()
                .executeBlocking(() -> canary.plan(snapshot, effective, facts, rewrite), false)
                .compose(planning -> Future.fromCompletionStage(planning, loop))
                .timeout(canary.deadline().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(planned -> serve(
                        arrived,
                        planned.succeeded()
                                ? planned.result()
                                : canary.byDefault(snapshot, effective, facts, rewrite, "evaluated too late")));
    }

    private void serve(Arrived arrived, RoutePlan plan) {
        var request = arrived.request();
        var facts = arrived.facts();
        var snapshot = arrived.snapshot();
        var body = arrived.body();
        var found = arrived.found();
        long wholeNanos = arrived.wholeNanos();
        var exchange = new Exchange(
                facts, plan, snapshot.configHash(), shared.clock().instant(), wholeNanos, shared.recorder()::copy);
        exchange.mirrors(ticket(snapshot, facts, request.headers()));
        var serving = new Serving(this, snapshot, request, exchange, body, found, wholeNanos);
        request.response().exceptionHandler(gone -> serving.callerGone());
        request.response().closeHandler(gone -> serving.callerGone());
        shared.metrics().started(exchange);
        if (request.response().closed()) {
            serving.callerGone();
        } else {
            serving.start();
        }
    }

    /** Draws the requests that a candidate's model will execute too; null for the others. */
    private @Nullable MirrorTicket ticket(Snapshot snapshot, Facts facts, MultiMap headers) {
        var rule = snapshot.mirror();
        if (rule == null || CallerWire.of(facts.path()) == null) {
            return null;
        }
        if (!MirrorTicket.drawn(facts.requestId(), rule.percent())) {
            shared.metrics().mirrorSampledOut.increment();
            return null;
        }
        return new MirrorTicket(snapshot, Headers.ofTheWire(facts.path(), headers));
    }

    private Facts facts(
            HttpServerRequest request,
            String path,
            Route route,
            Snapshot snapshot,
            @Nullable VirtualKey key,
            byte[] body,
            JsonScan.@Nullable Found found,
            Wishes wishes) {
        var names = snapshot.headers();
        var headers = request.headers();
        String model = found == null || found.model() == null ? "" : found.model();
        String project = key != null && key.project() != null ? key.project() : value(headers, names.project());
        String identity = Gate.identity(key, headers);
        String id = shared.ids().next(shared.clock().millis(), identity);
        String user = value(headers, names.user());
        String session = value(headers, names.session());
        return new Facts(
                id,
                path,
                route.classified,
                model,
                value(headers, names.model()),
                Facts.mode(value(headers, names.mode())),
                user,
                session,
                project,
                value(headers, names.feature()),
                key,
                body,
                found != null && found.stream(),
                wishes,
                shared.attempts()
                        .link(
                                identity + '\n' + user + '\n' + session,
                                headers.get(HeaderNames.IDEMPOTENCY_KEY),
                                retries(headers),
                                body,
                                id,
                                System.nanoTime()));
    }

    /** The official clients count their retries. */
    private static boolean retries(MultiMap headers) {
        String count = headers.get(HeaderNames.RETRY_COUNT);
        return count != null && !count.equals("0");
    }

    private static @Nullable String value(MultiMap headers, List<CharSequence> names) {
        for (CharSequence name : names) {
            String value = headers.get(name);
            if (value != null && !value.isBlank()) {
                return Text.plain(value, 256);
            }
        }
        return null;
    }

    private void refuseWhole(HttpServerRequest request, @Nullable VirtualKey key, byte[] body, Refusal refusal) {
        shared.buffered().addAndGet(-body.length);
        shared.gate().release(key);
        refuse(request, refusal);
    }

    /** Answers in place of a model: the caller can name the exchange all the same. */
    void refuse(HttpServerRequest request, Exchange exchange, Refusal refusal) {
        if (!request.response().headWritten()) {
            nameExchange(exchange, request.response().headers());
        }
        refuse(request, refusal);
    }

    private static void nameExchange(Exchange exchange, MultiMap headers) {
        headers.set(HeaderNames.REQUEST_ID, exchange.facts().requestId());
    }

    /** Answers a request whose body has been read. */
    void refuse(HttpServerRequest request, Refusal refusal) {
        Answers.refuse(request, refusal);
        shared.metrics().refused(refusal.status());
    }

    /** Answers a request whose body has not been read, and lets the connection go. */
    void drop(HttpServerRequest request, Refusal refusal) {
        Answers.refuseAndClose(request, refusal);
        shared.metrics().refused(refusal.status());
    }

    /** True where answers wait for the evidence about them. */
    boolean audits() {
        return shared.audits();
    }

    Future<Void> audited(Exchange exchange, Model model) {
        exchange.decided(model);
        return shared.recorder().audited(exchange);
    }

    void decided(Exchange exchange) {
        exchange.decided(null);
        shared.recorder().decided(exchange);
    }

    void ended(Exchange exchange, int bodyBytes, int retries) {
        shared.retries().release(retries);
        shared.buffered().addAndGet(-bodyBytes);
        exchange.facts().attempt().ended(exchange.status() == Event.Status.COMPLETED);
        shared.metrics().ended(exchange);
        if (!exchange.decided()) {
            shared.recorder().decided(exchange);
        }
        shared.recorder().ended(exchange);
        // Last, so that nothing is under way is said only once all of it has been handed to the recorder.
        shared.gate().release(exchange.facts().key());
    }

    void ownHeaders(Exchange exchange, Model model, long overheadNanos, MultiMap headers) {
        nameExchange(exchange, headers);
        headers.set(HeaderNames.MODEL, model.id().value());
        RoutePlan plan = exchange.plan();
        if (plan.taskType() != null && !shared.blind()) {
            headers.set("x-routeproof-arm", plan.arm());
            headers.set("x-routeproof-task-type", plan.taskType());
            headers.set("x-routeproof-reason", Text.plain(exchange.reason(), 256));
        }
        long micros = overheadNanos / 1_000;
        headers.set(
                HeaderNames.OVERHEAD,
                micros / 1_000 + "." + String.valueOf(1_000 + micros % 1_000).substring(1));
    }

    /** True where the provider gets our key and not the caller's. */
    boolean ownCredentials(Snapshot snapshot, Upstream upstream) {
        return snapshot.keys() != null
                || !upstream.providerId()
                        .equals(snapshot.defaultModel().provider().id());
    }

    void credentials(Snapshot snapshot, Upstream upstream, MultiMap from, MultiMap to, boolean crossed) {
        if (!ownCredentials(snapshot, upstream)) {
            if (crossed) {
                Headers.credentialAcrossWires(from, to, upstream.wire());
            } else {
                copy(HttpHeaders.AUTHORIZATION, from, to);
                copy(HeaderNames.X_API_KEY, from, to);
            }
        } else if (upstream.key() != null) {
            if (upstream.wire() == Wire.ANTHROPIC) {
                to.set(HeaderNames.X_API_KEY, upstream.key().reveal());
            } else {
                to.set(HttpHeaders.AUTHORIZATION, "Bearer " + upstream.key().reveal());
            }
        }
    }

    private static void copy(CharSequence name, MultiMap from, MultiMap to) {
        String value = from.get(name);
        if (value != null) {
            to.set(name, value);
        }
    }

    Shared shared() {
        return shared;
    }

    /** True where another attempt stays within a fifth of the requests under way. */
    boolean mayRetry() {
        return shared.retries().admit(shared.gate().inFlight());
    }

    Breaker breaker(String providerId) {
        return shared.breaker(providerId);
    }

    Limits limits() {
        return shared.limits();
    }

    Lines lines() {
        return lines;
    }

    Deadlines deadlines() {
        return deadlines;
    }
}
