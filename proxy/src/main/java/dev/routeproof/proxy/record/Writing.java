package dev.routeproof.proxy.record;

import dev.routeproof.proxy.rollout.Facts;
import dev.routeproof.proxy.rollout.KeyUse;
import dev.routeproof.proxy.rollout.PromptTokens;
import dev.routeproof.proxy.rollout.Router;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.evidence.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts exchanges into the words of the evidence log. Safe for use by many threads. */
public final class Writing {
    private static final int CONTENT_CAP = 256 << 10;
    /** Attempts that never reached a model. */
    private static final Set<String> FREE =
            Set.of("breaker_open", "cooldown", "pool_full", "connect_failed", "untranslatable");

    private final Content policy;
    private final KeyedHash hash;
    private final AnswerReader reader;
    private final KeyUse use;
    private final Clock clock;

    public Writing(Content policy, KeyedHash hash, AnswerReader reader, KeyUse use, Clock clock) {
        this.policy = policy;
        this.hash = hash;
        this.reader = reader;
        this.use = use;
        this.clock = clock;
    }

    /** True where prompts and answers are written down, not only their hashes. */
    public boolean keepsText() {
        return policy == Content.FULL || policy == Content.REDACTED;
    }

    public Event.Decision decision(Exchange exchange, List<CandidateDecision> candidates) {
        Facts facts = exchange.facts();
        var plan = exchange.plan();
        var all = new ArrayList<CandidateDecision>(plan.before());
        all.addAll(candidates);
        return new Event.Decision(
                exchange.at(),
                facts.requestId(),
                facts.attempt().group(),
                facts.attempt().retry(),
                plan.phase(),
                plan.epoch(),
                exchange.config(),
                plan.unit(),
                plan.unitKind(),
                plan.arm(),
                plan.propensities(),
                facts.mode().word(),
                facts.feature(),
                facts.project(),
                facts.key() == null ? null : facts.key().id(),
                facts.requestedModel(),
                exchange.serving().id().value(),
                plan.override(),
                exchange.reason(),
                tokens(facts),
                all,
                hash(facts.body()),
                keepsText() ? kept(new String(facts.body(), StandardCharsets.UTF_8)) : null);
    }

    /** Reads the copied answer. */
    public Event.Outcome outcome(Exchange exchange) {
        boolean complete = exchange.status() == Event.Status.COMPLETED;
        var facts = known(
                exchange,
                reader.read(
                        exchange.copy(),
                        exchange.contentType(),
                        exchange.contentEncoding(),
                        complete,
                        tokens(exchange.facts())));
        Model served = exchange.served();
        Money cost = null;
        if (served != null && exchange.http() < 400 && priced(exchange)) {
            cost = served.prices().cost(facts.inputTokens(), facts.cachedTokens(), facts.outputTokens());
        }
        var attempts = attempts(exchange, cost);
        Money all = attempts.stream()
                .map(Event.Attempt::cost)
                .filter(Objects::nonNull)
                .reduce(Money::plus)
                .orElse(null);
        if (all != null && exchange.facts().key() != null) {
            use.spent(exchange.facts().key().id(), all);
        }
        return outcome(exchange, facts, attempts, cost == null && Money.ZERO.equals(all) ? null : all);
    }

    /** Without looking at the copy: where there is no time for it. */
    public Event.Outcome unreadOutcome(Exchange exchange) {
        var facts = new AnswerFacts(tokens(exchange.facts()), 0, 0, "partial", null, "", 0);
        return outcome(exchange, facts, attempts(exchange, null), null);
    }

    /** The attempts with what each cost: one of them served, unless none did. */
    private List<Event.Attempt> attempts(Exchange exchange, @Nullable Money served) {
        var attempts = new ArrayList<Event.Attempt>(exchange.attempts().size());
        int serving = exchange.servingAttempt();
        for (int i = 0; i < exchange.attempts().size(); i++) {
            var tried = exchange.attempts().get(i);
            Money cost = i == serving && served != null ? served : unseen(exchange, tried);
            attempts.add(new Event.Attempt(tried.model().id().value(), tried.how(), tried.millis(), cost));
        }
        return attempts;
    }

    /**
     * What an attempt cost that did not serve: the usage it reported; nothing where it was refused or never sent; null
     * where that is not known.
     */
    private @Nullable Money unseen(Exchange exchange, Exchange.Tried tried) {
        var answer = tried.unseen();
        if (answer != null && priced(exchange)) {
            var facts = reader.read(
                    answer.copy(), answer.contentType(), answer.contentEncoding(), true, tokens(exchange.facts()));
            if (facts.usage().equals("reported")) {
                return tried.model().prices().cost(facts.inputTokens(), facts.cachedTokens(), facts.outputTokens());
            }
        }
        return FREE.contains(tried.how()) || isError(tried.how()) ? Money.ZERO : null;
    }

    private static boolean isError(String how) {
        return how.length() == 3 && (how.charAt(0) == '4' || how.charAt(0) == '5');
    }

    private Event.Outcome outcome(
            Exchange exchange, AnswerFacts facts, List<Event.Attempt> attempts, @Nullable Money cost) {
        Event.Status status = exchange.status();
        return new Event.Outcome(
                clock.instant(),
                exchange.facts().requestId(),
                status == null ? Event.Status.FAILED : status,
                exchange.error(),
                exchange.http(),
                exchange.served() == null ? null : exchange.served().id().value(),
                attempts,
                exchange.firstTokenMillis(),
                exchange.latencyMillis(),
                exchange.overheadNanos() / 1_000,
                facts.inputTokens(),
                facts.cachedTokens(),
                facts.outputTokens(),
                facts.usage(),
                cost,
                facts.finishReason(),
                exchange.facts().stream(),
                kept(facts.text()));
    }

    /** The keyed hash of bytes; null where the content policy keeps not even that. */
    public @Nullable String hash(byte[] bytes) {
        return policy == Content.NONE ? null : hash.hex(bytes);
    }

    /** What the content policy keeps of a text; null: nothing. */
    public @Nullable String kept(String text) {
        String cut = text.length() > CONTENT_CAP ? text.substring(0, CONTENT_CAP) : text;
        return switch (policy) {
            case NONE, HASH -> null;
            case REDACTED -> Redaction.of(cut);
            case FULL -> cut;
        };
    }

    /** True where the model that answers is one of the catalog, whose prices are known. */
    private static boolean priced(Exchange exchange) {
        return namesModel(exchange.facts()) && !exchange.plan().reason().equals(Router.PASSTHROUGH);
    }

    /** False for what is forwarded without being read: an upload, speech, a stored answer fetched again. */
    private static boolean namesModel(Facts facts) {
        return !facts.requestedModel().isEmpty();
    }

    /** Of a request that was not read no token is guessed: its bytes may be a picture. */
    private static AnswerFacts known(Exchange exchange, AnswerFacts read) {
        return namesModel(exchange.facts()) || read.usage().equals("reported")
                ? read
                : new AnswerFacts(0, 0, 0, "partial", read.finishReason(), read.text(), read.events());
    }

    private static long tokens(Facts facts) {
        if (!namesModel(facts)) {
            return 0;
        }
        return PromptTokens.of(facts.body());
    }
}
