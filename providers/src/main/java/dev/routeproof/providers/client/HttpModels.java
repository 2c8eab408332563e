package dev.routeproof.providers.client;

import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Ask;
import dev.routeproof.providers.wire.ChatWire;
import dev.routeproof.providers.wire.Dialect;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
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
    private final RequestOptions to;
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
        this.to = request(wire, wire.endpoint(baseUrl), key);
    }

    private static RequestOptions request(ChatWire wire, URI endpoint, @Nullable Secret key) {
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.toString())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.ACCEPT, "text/event-stream, application/json")
                .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        if (wire instanceof AnthropicWire) {
            request.putHeader("anthropic-version", AnthropicWire.VERSION);
        }
        if (key != null) {
            boolean bearer = !(wire instanceof AnthropicWire);
            request.putHeader(bearer ? "authorization" : "x-api-key", (bearer ? "Bearer " : "") + key.reveal());
        }
        return request;
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
        Buffer body = Buffer.buffer(wire.encode(ask, dialect));
        var exchange = new Exchange(network, options, wire.reader(options.limits()));
        CompletableFuture<Exchanged> result = exchange.run(to, body);
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
