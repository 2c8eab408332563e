package dev.routeproof.proxy.mirror;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.record.MirrorTicket;
import dev.routeproof.proxy.rollout.CallerWire;
import dev.routeproof.proxy.rollout.Router;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.experiment.Arm;
import java.util.stream.Stream;

/** Whether a drawn request can be executed on the candidate's model, as far as can be told without reading its body. */
final class Admission {
    /** What the copy of an answer can hold. */
    private static final long LONGEST_COPY = 1 << 20;

    private Admission() {}

    static Waiting of(Exchange exchange, MirrorTicket ticket, ProxyConfig.Mirror rule) throws Unfit {
        var plan = exchange.plan();
        if (plan.override()
                || plan.reason().equals(Router.PASSTHROUGH)
                || plan.arm().equals(Arm.CANDIDATE.word())
                || CallerWire.of(exchange.facts().path()) == null) {
            throw new Unfit(Drop.OUTSIDE);
        }
        if (!worthComparing(exchange)) {
            throw new Unfit(Drop.NO_ANSWER);
        }
        CandidateDecision decision = Stream.concat(plan.before().stream(), ticket.decisions().stream())
                .filter(by -> by.id().equals(rule.candidate()))
                .findFirst()
                .orElseThrow(() -> new Unfit(Drop.NOT_EVALUATED));
        Snapshot snapshot = ticket.snapshot();
        Model model =
                snapshot.catalog().find(new ModelId(decision.model())).orElseThrow(() -> new Unfit(Drop.NOT_EVALUATED));
        if (model.id().equals(exchange.serving().id())) {
            throw new Unfit(Drop.SAME_MODEL);
        }
        Upstream upstream = snapshot.upstreams().get(model.provider().id());
        if (upstream == null) {
            throw new Unfit(Drop.UNREACHABLE);
        }
        if (upstream.key() == null && model.provider().keyEnv() != null) {
            throw new Unfit(Drop.NO_KEY);
        }
        return new Waiting(
                exchange,
                snapshot,
                ticket.headers(),
                rule.candidate(),
                model,
                upstream,
                exchange.facts().body().length
                        + Math.min(LONGEST_COPY, exchange.copy().total()),
                System.nanoTime());
    }

    /** An answer, or a failure that is not the request's own fault. */
    private static boolean worthComparing(Exchange exchange) {
        int http = exchange.http();
        boolean ownFault = http >= 400 && http < 500 && http != 429;
        return exchange.status() == Event.Status.COMPLETED || (exchange.status() == Event.Status.FAILED && !ownFault);
    }
}
