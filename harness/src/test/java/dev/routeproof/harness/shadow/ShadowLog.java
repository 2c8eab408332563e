package dev.routeproof.harness.shadow;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evidence log whose truth is known: 1,000 tokens in, 100 out, 0.003 dollars a request of the model {@code large}. */
public final class ShadowLog {
    public static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private int requests;

    /** What a candidate says of the next requests. */
    public static Event.CandidateDecision says(
            String id, @Nullable String taskType, String model, Map<String, Double> scores) {
        double confidence = scores.values().stream().mapToDouble(s -> s).max().orElse(0);
        return new Event.CandidateDecision(
                id,
                taskType,
                confidence,
                scores,
                taskType == null ? null : "rules",
                taskType == null ? 40 : 20,
                false,
                model,
                taskType == null ? "unclassified" : confidence < 0.55 ? "uncertain" : "route",
                Money.ofUsd(0.0007));
    }

    /** No label after asking a model; {@code cost} null: nobody knows what that cost. */
    public static Event.CandidateDecision paying(String id, @Nullable Money cost) {
        return new Event.CandidateDecision(
                id,
                null,
                0,
                Map.of(),
                null,
                40,
                false,
                "large",
                "unclassified",
                Money.ofUsd(0.0007),
                new Event.Classifying(900, 5, cost));
    }

    public static Event.CandidateDecision says(String id, String taskType, String model) {
        return says(id, taskType, model, Map.of(taskType, 0.9));
    }

    /** {@code count} requests served by {@code large}, ten for each unit, one a second. */
    public ShadowLog requests(int count, Event.CandidateDecision... candidates) {
        for (int i = 0; i < count; i++) {
            String id = "r" + requests++;
            events.add(decision(id, "large", false, List.of(candidates)));
            events.add(outcome(id, "large", Event.Status.COMPLETED, 100, Money.ofUsd(0.003)));
        }
        return this;
    }

    /** Requests whose callers chose {@code model}, answered in {@code tokens}. */
    public ShadowLog overrides(int count, String model, int tokens, Event.CandidateDecision... candidates) {
        for (int i = 0; i < count; i++) {
            String id = "r" + requests++;
            events.add(decision(id, model, true, List.of(candidates)));
            events.add(outcome(id, model, Event.Status.COMPLETED, tokens, Money.ofUsd(0.001)));
        }
        return this;
    }

    /**
     * Requests served by {@code large} in 100 tokens that {@code model} executed too, in {@code tokens}, a third of the
     * cost and half of the time; the answer is "yes" on both sides for {@code same} of them, else "no".
     */
    public ShadowLog mirrored(
            int count, String model, int tokens, int same, int failing, Event.CandidateDecision candidate) {
        for (int i = 0; i < count; i++) {
            String id = "r" + requests++;
            events.add(decision(id, "large", false, List.of(candidate)));
            events.add(answered(id, "large", Event.Status.COMPLETED, 100, Money.ofUsd(0.003), "yes"));
            boolean fails = i < failing;
            events.add(new Event.Mirror(
                    at().plusMillis(900),
                    id,
                    candidate.id(),
                    model,
                    fails ? Event.Status.FAILED : Event.Status.COMPLETED,
                    fails ? "http_500" : null,
                    fails ? 500 : 200,
                    45,
                    250,
                    1_000,
                    0,
                    fails ? 0 : tokens,
                    fails ? "partial" : "reported",
                    fails ? Money.ZERO : Money.ofUsd(0.001),
                    fails ? Money.ZERO : Money.ofUsd(0.001),
                    fails ? null : "stop",
                    false,
                    0,
                    fails ? null : i - failing < same,
                    fails ? null : "hash",
                    fails ? null : i - failing < same ? "yes" : "no <b>way</b>",
                    null));
        }
        return this;
    }

    /** Requests that were forwarded unread: they name no model, and nobody knows what they cost. */
    public ShadowLog unread(int count, Event.CandidateDecision... candidates) {
        for (int i = 0; i < count; i++) {
            String id = "r" + requests++;
            events.add(decision(id, "", "large", false, List.of(candidates)));
            events.add(outcome(id, "large", Event.Status.COMPLETED, 0, null));
        }
        return this;
    }

    /** Requests whose outcome never came. */
    public ShadowLog unfinished(int count, Event.CandidateDecision... candidates) {
        for (int i = 0; i < count; i++) {
            events.add(decision("r" + requests++, "large", false, List.of(candidates)));
        }
        return this;
    }

    /** Outcomes whose decision is missing. */
    public ShadowLog orphans(int count) {
        for (int i = 0; i < count; i++) {
            events.add(outcome("lost" + i, "large", Event.Status.COMPLETED, 100, Money.ofUsd(0.003)));
        }
        return this;
    }

    public ShadowLog gap(long count, String reason) {
        events.add(new Event.Gap(at(), START, at(), count, reason));
        return this;
    }

    private Instant at() {
        return START.plusSeconds(requests);
    }

    private Event.Decision decision(
            String id, String model, boolean override, List<Event.CandidateDecision> candidates) {
        return decision(id, "default", model, override, candidates);
    }

    private Event.Decision decision(
            String id, String named, String model, boolean override, List<Event.CandidateDecision> candidates) {
        return new Event.Decision(
                at(),
                id,
                id,
                0,
                "shadow",
                "e-0",
                "c",
                "u" + requests / 10,
                "user",
                "control",
                Event.Propensities.ALL_CONTROL,
                "balanced",
                "search",
                null,
                null,
                named,
                model,
                override,
                override ? "override" : "default",
                1_000,
                candidates,
                "hash-" + id,
                "{\"messages\": [{\"role\": \"user\", \"content\": \"question <b>" + id + "</b>\"}]}");
    }

    private Event.Outcome outcome(String id, String model, Event.Status status, int tokens, @Nullable Money cost) {
        return answered(id, model, status, tokens, cost, null);
    }

    private Event.Outcome answered(
            String id, String model, Event.Status status, int tokens, @Nullable Money cost, @Nullable String answer) {
        return new Event.Outcome(
                at().plusMillis(500),
                id,
                status,
                null,
                200,
                model,
                List.of(),
                90,
                500,
                120,
                1_000,
                0,
                tokens,
                "reported",
                cost,
                "stop",
                false,
                answer);
    }

    /** Writes one segment of a proxy into {@code log}. */
    public Path write(Path log) throws IOException {
        var buffer = new Frame.Buffer(1 << 16);
        for (int i = 0; i < events.size(); i++) {
            buffer.begin();
            EventJson.write(buffer, "boot-" + (i + 1), events.get(i));
            buffer.end(i + 1L);
        }
        Path folder = Files.createDirectories(log.resolve("p1"));
        Files.write(folder.resolve("aaa-000001.jsonl"), java.util.Arrays.copyOf(buffer.bytes(), buffer.size()));
        return log;
    }
}
