package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.Configuration;
import dev.routeproof.proxy.InstallKey;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.shadow.CandidateEvaluator;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canary on the wire: sticky arms, real routes, fallbacks, the kill switch. */
@Faults
class CanaryTest {
    private static final String SIMPLE =
            "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"what is the capital of France? "
                    + Marks.PROMPT + "\"}]}";

    @TempDir
    private Path folder;

    private Configuration configuration(ScriptedUpstream upstream) throws Exception {
        return configuration(upstream, "user");
    }

    private Configuration configuration(ScriptedUpstream upstream, String unit) throws Exception {
        write("models.yaml", """
                providers:
                  up: {wire: openai, base_url: '%s'}
                models:
                  - {id: large, provider: up, name: large-wire, tier: large, input: 1, output: 2, context: 128000}
                  - {id: small, provider: up, name: small-wire, tier: small, input: 0.1, output: 0.2, context: 128000}
                  - {id: spare, provider: up, name: spare-wire, tier: small, input: 0.1, output: 0.3, context: 128000}
                """.formatted(upstream.baseUrl()));
        write("table.yaml", """
                id: next
                default: large
                routes:
                  simple: {eco: small, balanced: small, sport: small}
                fallbacks: {small: [spare]}
                """);
        write("rules.yaml", """
                rules:
                  - {label: simple, weight: 0.9, any: {starts_with: ['what is']}}
                """);
        write("candidate.yaml", """
                id: next
                table: table.yaml
                cascade:
                  - {kind: rules, file: rules.yaml, believe: 0.5}
                """);
        write("rollout.yaml", """
                experiment: test
                candidate: next
                phase: canary
                percent: 50
                holdout: 10
                unit: %s
                metrics:
                  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
                  gain: {name: cost, min_saving: 0.0}
                """.formatted(unit));
        write("proxy.yaml", """
                catalog: models.yaml
                default: large
                candidates: [candidate.yaml]
                rollout: rollout.yaml
                """);
        return Configuration.load(folder.resolve("proxy.yaml")).orThrow();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static Rig rig(Configuration configuration, LiveRollout live) {
        var snapshot = configuration.snapshot(
                Env.of(Map.of()), null, new InstallKey(new byte[32]), configuration.cascades(Env.of(Map.of()), null));
        return Rig.plan().serving(snapshot, live);
    }

    private static void standsOutside(Rig rig) throws InterruptedException {
        rig.outcome();
        assertThat(rig.all(Event.Decision.class).getFirst().propensities().candidate())
                .isZero();
    }

    private static RawCaller.Answer ask(Rig rig, String user) throws Exception {
        try (var caller = rig.caller()) {
            var request = user.isEmpty()
                    ? RawCaller.post("/v1/chat/completions", SIMPLE)
                    : RawCaller.post("/v1/chat/completions", SIMPLE, "X-Route-User: " + user);
            return caller.send(request).answer();
        }
    }

    /** The candidate asks a model that takes a minute; what it serves is another one. */
    private Configuration askingAModel(ScriptedUpstream upstream, ScriptedUpstream asked) throws Exception {
        configuration(upstream);
        Path catalog = folder.resolve("models.yaml");
        Files.writeString(
                catalog,
                Files.readString(catalog)
                                .replace(
                                        "models:",
                                        "  slow: {wire: openai, base_url: '" + asked.baseUrl() + "'}\nmodels:")
                        + "  - {id: judge, provider: slow, name: judge, tier: small, input: 0.1, output: 0.3}\n");
        write("candidate.yaml", """
                id: next
                table: table.yaml
                cascade:
                  - {kind: llm, model: judge, budget_ms: 60000}
                deadline_ms: 150
                """);
        return Configuration.load(folder.resolve("proxy.yaml")).orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "shadow"})
    void modelOfTheCascadeThatTakesAMinuteLeavesTheDefault(String phase) throws Exception {
        var never = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var asked = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    never.await();
                })) {
            var configuration = askingAModel(upstream, asked);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            try (var cascades = configuration.cascades(Env.of(Map.of()), null)) {
                var snapshot = configuration.snapshot(Env.of(Map.of()), null, new InstallKey(new byte[32]), cascades);
                var evaluator = CandidateEvaluator.of(configuration.candidates(), configuration.catalog(), cascades);
                try (var rig = phase.equals("canary")
                        ? Rig.plan().serving(snapshot, live)
                        : Rig.plan().evaluator(evaluator).inFrontOf(upstream)) {
                    // Where the machine is so busy that not even the cascade's own deadline comes in time, there is no
                    // candidate.
                    for (int times = 1; times <= 20 && decidedByACascade(rig).isEmpty(); times++) {
                        var answer = ask(rig, "u-1");
                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(answer.header("x-routeproof-model"))
                                .isEqualTo(phase.equals("canary") ? "large" : "big");
                        int written = times;
                        Rig.until(
                                "the decision is written down",
                                () -> rig.all(Event.Decision.class).size() == written);
                    }
                    var decision = decidedByACascade(rig).orElseThrow();
                    assertThat(decision.candidates()).hasSize(1);
                    var candidate = decision.candidates().getFirst();
                    assertThat(candidate.late()).isTrue();
                    assertThat(candidate.taskType()).isNull();
                    assertThat(candidate.reason()).isEqualTo("llm_late>unclassified");
                    assertThat(candidate.model()).isEqualTo("large");
                    assertThat(cascades.counts()).containsKey("candidate=\"next\",stage=\"llm\",said=\"late\"");
                }
            }
            never.countDown();
        }
    }

    private static Optional<Event.Decision> decidedByACascade(Rig rig) {
        return rig.all(Event.Decision.class).stream()
                .filter(decision -> !decision.candidates().isEmpty())
                .findFirst();
    }

    @Test
    void armsAreStickyAndCandidateRequestsAreReallyRouted() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var configuration = configuration(upstream);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            try (var rig = rig(configuration, live)) {
                var arms = new HashMap<String, String>();
                for (int round = 0; round < 2; round++) {
                    for (int user = 0; user < 60; user++) {
                        var answer = ask(rig, "u" + user);
                        String arm = answer.header("x-routeproof-arm");
                        assertThat(arms.merge("u" + user, arm, (old, now) -> now))
                                .isEqualTo(arm);
                        assertThat(answer.header("x-routeproof-task-type")).isEqualTo("simple");
                        assertThat(answer.header("x-routeproof-model"))
                                .isEqualTo(arm.equals("candidate") ? "small" : "large");
                        String sent = upstream.received.remove().text();
                        assertThat(sent).contains(arm.equals("candidate") ? "small-wire" : "large-wire");
                    }
                }
                assertThat(arms.values()).contains("control", "candidate", "holdout");
                rig.outcomes(120);
                assertThat(rig.all(Event.Decision.class)).allSatisfy(decision -> {
                    assertThat(decision.propensities().candidate()).isEqualTo(0.45);
                    assertThat(decision.epoch()).isEqualTo(live.get().epoch());
                    assertThat(decision.candidates()).hasSize(1);
                });
            }
        }
    }

    @Test
    void theKillSwitchAndABackOffTakeEffectOnTheNextRequest() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var configuration = configuration(upstream);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            var all = new Allocation(Phase.CANARY, 100, 0, Set.of());
            live.change(all, false, "c", Event.Cause.OPERATOR, "");
            try (var rig = rig(configuration, live)) {
                assertThat(ask(rig, "u1").header("x-routeproof-model")).isEqualTo("small");
                live.change(all, true, "c", Event.Cause.OPERATOR, "kill switch on");
                assertThat(ask(rig, "u1").header("x-routeproof-model")).isEqualTo("large");
                live.change(all.withBackOff(Set.of(new TaskType("simple"))), false, "c", Event.Cause.OPERATOR, "");
                var backedOff = ask(rig, "u1");
                assertThat(backedOff.header("x-routeproof-model")).isEqualTo("large");
                assertThat(backedOff.header("x-routeproof-arm")).isEqualTo("candidate");
                rig.outcomes(3);
            }
        }
    }

    @Test
    void inPhaseOffNoCandidateIsEvaluated() throws Exception {
        var evaluated = new AtomicInteger();
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var configuration = configuration(upstream);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            var snapshot = configuration.snapshot(
                    Env.of(Map.of()),
                    null,
                    new InstallKey(new byte[32]),
                    configuration.cascades(Env.of(Map.of()), null));
            try (var rig = Rig.plan()
                    .evaluator((exchange, prompt) -> {
                        evaluated.incrementAndGet();
                        return CompletableFuture.completedFuture(List.of());
                    })
                    .serving(snapshot, live)) {
                for (Phase phase : new Phase[] {Phase.SHADOW, Phase.OFF}) {
                    live.change(new Allocation(phase, 0, 0, Set.of()), false, "c", Event.Cause.OPERATOR, "");
                    assertThat(ask(rig, "u1").header("x-routeproof-model")).isEqualTo("large");
                }
                Rig.until(
                        "both decisions are written down",
                        () -> rig.all(Event.Decision.class).size() == 2);
                rig.outcomes(2);
                assertThat(evaluated).hasValue(1);
            }
        }
    }

    /** A request may read its configuration before a reload, and the epoch after it. */
    @Test
    void theCanaryOfAnotherDocumentPlansNothing() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var before = configuration(upstream);
            var live = new LiveRollout(configuration(upstream, "session").registered(), Clock.systemUTC());
            live.change(new Allocation(Phase.CANARY, 100, 0, Set.of()), false, "c", Event.Cause.OPERATOR, "");
            try (var rig = rig(before, live)) {
                assertThat(ask(rig, "u1").header("x-routeproof-model")).isEqualTo("large");
                standsOutside(rig);
            }
        }
    }

    @Test
    void aFailingCandidateModelFallsBackBeforeTheFirstByte() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
            for (var request = peer.request(); request != null; request = peer.request()) {
                peer.send(request.text().contains("small-wire") ? Wire.json(503, "{}") : Wire.good(false));
            }
        })) {
            var configuration = configuration(upstream);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            live.change(new Allocation(Phase.CANARY, 100, 0, Set.of()), false, "c", Event.Cause.OPERATOR, "");
            try (var rig = rig(configuration, live)) {
                var answer = ask(rig, "u1");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("x-routeproof-model")).isEqualTo("spare");
                var outcome = rig.outcome();
                assertThat(outcome.attempts()).extracting(Event.Attempt::model).containsExactly("small", "spare");
                assertThat(outcome.attempts()).extracting(Event.Attempt::status).containsExactly("503", "200");
            }
        }
    }

    @Test
    void aRequestWithoutAUnitStaysOutsideTheExperiment() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var configuration = configuration(upstream);
            try (var rig = rig(configuration, new LiveRollout(configuration.registered(), Clock.systemUTC()))) {
                assertThat(ask(rig, "").header("x-routeproof-model")).isEqualTo("large");
                standsOutside(rig);
            }
        }
    }

    private static RawCaller.Answer ask(Rig rig, String user, String... headers) throws Exception {
        var all = new ArrayList<>(List.of(headers));
        all.add("X-Route-User: " + user);
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post("/v1/chat/completions", SIMPLE, all.toArray(String[]::new)))
                    .answer();
        }
    }

    /** Issue 6, 3: 5 → 20 → 50 %. */
    @Test
    void raisingTheShareMovesUnitsOnlyFromControlToCandidate() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            var configuration = configuration(upstream);
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            try (var rig = rig(configuration, live)) {
                var before = new HashMap<String, String>();
                for (double percent : new double[] {5, 20, 50}) {
                    live.change(
                            new Allocation(Phase.CANARY, percent, 10, Set.of()), false, "c", Event.Cause.OPERATOR, "");
                    for (int user = 0; user < 150; user++) {
                        String name = "u" + user;
                        String arm = ask(rig, name).header("x-routeproof-arm");
                        String was = before.put(name, arm);
                        if (was != null && !was.equals(arm)) {
                            assertThat(was + " to " + arm).isEqualTo("control to candidate");
                        }
                    }
                    assertThat(before.values()).contains("control", "candidate", "holdout");
                }
            }
        }
    }

    @Test
    void aClientsRetryStaysInItsArmAndIsOneTrial() throws Exception {
        try (var upstream = ScriptedUpstream.playing(peer -> {
            for (var request = peer.request(); request != null; request = peer.request()) {
                boolean first = !request.header("x-stainless-retry-count").equals("1");
                peer.send(first ? Wire.json(500, "{}") : Wire.good(false));
            }
        })) {
            var configuration = configuration(upstream, "request");
            var live = new LiveRollout(configuration.registered(), Clock.systemUTC());
            try (var rig = rig(configuration, live)) {
                int callers = 12;
                for (int i = 0; i < callers; i++) {
                    String key = "Idempotency-Key: stainless-node-retry-" + i;
                    var first = ask(rig, "u", key, "x-stainless-retry-count: 0");
                    var again = ask(rig, "u", key, "x-stainless-retry-count: 1");
                    assertThat(first.status()).isEqualTo(500);
                    assertThat(again.status()).isEqualTo(200);
                    assertThat(again.header("x-routeproof-arm")).isEqualTo(first.header("x-routeproof-arm"));
                }
                rig.outcomes(2 * callers);
                var decisions = rig.all(Event.Decision.class);
                assertThat(decisions.stream().map(Event.Decision::attemptGroup).distinct())
                        .hasSize(callers);
                assertThat(decisions.stream().map(Event.Decision::unit).distinct())
                        .as("where the unit is the request, the group is the unit")
                        .hasSize(callers);
                assertThat(decisions)
                        .filteredOn(decision -> decision.retry() == 1)
                        .hasSize(callers);
            }
        }
    }
}
