package dev.routeproof.providers.client;

import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Ask;
import dev.routeproof.providers.wire.ChatWire;
import dev.routeproof.providers.wire.Dialect;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The models of one provider, called over HTTP. */
final class HttpModels implements ModelClient {
    /** How often one call may be put differently after a server rejected the form of it. */
    private static final int FORMS = 4;

    private final NetworkThread network;
    private final ClientOptions options;
    private final ChatWire wire;
    private final Dialect firstDialect;
    private final HttpQuestion question;
    private final @Nullable Secret key;
    private final Map<String, Dialect> dialects = new ConcurrentHashMap<>();

    HttpModels(
            NetworkThread network,
            ClientOptions options,
            ChatWire wire,
            Dialect firstDialect,
            URI baseUrl,
            @Nullable Secret key) {
        this.network = network;
        this.options = options;
        this.wire = wire;
        this.firstDialect = firstDialect;
        this.key = key;
        this.question = new HttpQuestion(wire.endpoint(baseUrl), headers(wire, key));
    }

    private static Map<String, String> headers(ChatWire wire, @Nullable Secret key) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("accept", "text/event-stream, application/json");
        headers.put("accept-encoding", "identity");
        if (wire instanceof AnthropicWire) {
            headers.put("anthropic-version", AnthropicWire.VERSION);
        }
        if (key != null) {
            boolean bearer = !(wire instanceof AnthropicWire);
            headers.put(bearer ? "authorization" : "x-api-key", (bearer ? "Bearer " : "") + key.reveal());
        }
        return headers;
    }

    @Override
    public Outcome call(ChatCall call) {
        String model = call.model().name();
        Dialect dialect = dialects.getOrDefault(model, firstDialect);
        for (int form = 1; ; form++) {
            Exchanged exchanged = exchange(call, dialect);
            if (exchanged == null) {
                return new Outcome.Cancelled();
            }
            Dialect other = form == FORMS ? dialect : afterRejection(exchanged, dialect);
            if (other.equals(dialect)) {
                return redacted(Outcomes.of(exchanged, () -> TokenCounter.count(call.prompt()), options.clock()));
            }
            dialects.put(model, other);
            dialect = other;
        }
    }

    /** Null where the calling thread was interrupted. */
    private @Nullable Exchanged exchange(ChatCall call, Dialect dialect) {
        // The sandbox answers differently per seed; real servers are not told one.
        Integer seed = dialect.equals(Dialect.SANDBOX) ? (Integer) call.repeat() : null;
        var ask = new Ask(
                call.model().name(), call.prompt(), call.tools(), call.maxOutputTokens(), call.temperature(), seed);
        var exchange = new Exchange(network, options, wire.reader(options.limits()));
        CompletableFuture<Exchanged> result = exchange.run(question, wire.encode(ask, dialect));
        try {
            return result.get();
        } catch (InterruptedException e) {
            exchange.cancel();
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Dialect afterRejection(Exchanged exchanged, Dialect dialect) {
        return exchanged instanceof Exchanged.Rejected rejected
                        && (rejected.status() == 400 || rejected.status() == 422)
                ? dialect.without(rejected.error())
                : dialect;
    }

    private Outcome redacted(Outcome outcome) {
        if (key != null && outcome instanceof Outcome.Failed failed) {
            String message = key.redactFrom(failed.message());
            return new Outcome.Failed(
                    failed.cause(), failed.httpStatus(), message, failed.retryAfter(), failed.timing());
        }
        return outcome;
    }

    @Override
    public void close() {
        // The network thread is shared; who opened it closes it.
    }
}
