package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.Incoming;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.catalog.Model;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds an answer back until the decision about it is durable; belongs to one event loop. */
final class HeadHold {
    private final Relay relay;
    private final Exchange exchange;
    private @Nullable Future<Void> evidence;
    private boolean holding;

    HeadHold(Relay relay, Exchange exchange) {
        this.relay = relay;
        this.exchange = exchange;
    }

    boolean holding() {
        return holding;
    }

    /** Pauses {@code answer}, then says whether its decision became durable; the one who is told resumes it. */
    void until(Incoming answer, Model model, Consumer<Boolean> durable) {
        answer.pause();
        holding = true;
        if (evidence == null) {
            evidence = relay.audited(exchange, model);
        }
        var loop = Vertx.currentContext();
        evidence.onComplete(written -> loop.runOnContext(back -> {
            holding = false;
            durable.accept(written.succeeded());
        }));
    }
}
