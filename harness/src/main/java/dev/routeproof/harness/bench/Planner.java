package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Plan} of a catalog's models, datasets and what the user asked for. */
public final class Planner {
    /** Room a model needs for its answer when the call sets no limit, tokens. */
    private static final int ANSWER_ROOM = 1024;

    private Planner() {}

    /**
     * What the user asked for.
     *
     * @param limit at most this many samples, evenly over task types; null: all
     * @param repeats answers per question, 1 or more
     * @param seed decides the order of samples and the jitter of retries
     * @param salt tells apart plans that ask the same but must not share answers ({@code --fresh})
     */
    public record Request(@Nullable Integer limit, int repeats, long seed, String salt) {}

    public static Plan plan(List<Model> models, List<Dataset> datasets, Request request) {
        var all =
                datasets.stream().flatMap(dataset -> dataset.samples().stream()).toList();
        var ordered = takingTurns(all, request.seed());
        var limit = request.limit();
        boolean cut = limit != null && limit < ordered.size();
        var samples = cut && limit != null ? ordered.subList(0, limit) : ordered;
        var calls = new ArrayList<PlannedCall>();
        var cannot = new ArrayList<Plan.NotApplicable>();
        for (var sample : samples) {
            for (var model : models) {
                var reason = whyNot(model, sample);
                if (reason.isPresent()) {
                    cannot.add(new Plan.NotApplicable(model, sample, reason.get()));
                    continue;
                }
                for (int repeat = 0; repeat < request.repeats(); repeat++) {
                    calls.add(new PlannedCall(model, sample, repeat, CallKey.of(model, sample, repeat, null), null));
                }
            }
        }
        var reason = cut ? "limited to " + samples.size() + " of " + all.size() + " samples" : null;
        return new Plan(
                models,
                datasets,
                samples,
                request.repeats(),
                request.seed(),
                calls,
                cannot,
                reason,
                hash(calls, cannot, request));
    }

    /** Why {@code model} cannot be asked {@code sample}; empty where it can. */
    static Optional<String> whyNot(Model model, Sample sample) {
        var missing = new HashSet<>(sample.needs());
        if (!sample.tools().isEmpty()) {
            missing.add(Capability.TOOLS);
        }
        missing.removeAll(model.capabilities());
        if (!missing.isEmpty()) {
            return Optional.of("needs "
                    + String.join(
                            ", ",
                            missing.stream().map(Capability::word).sorted().toList()));
        }
        long tokens = TokenGuess.input(sample) + ANSWER_ROOM;
        return tokens > model.contextTokens()
                ? Optional.of("needs about " + tokens + " tokens of context, has " + model.contextTokens())
                : Optional.empty();
    }

    /** Each task type in its own seeded order, then one of each in turn. */
    private static List<Sample> takingTurns(List<Sample> samples, long seed) {
        var byType = new TreeMap<TaskType, List<Sample>>();
        samples.forEach(sample -> byType.computeIfAbsent(sample.taskType(), type -> new ArrayList<>())
                .add(sample));
        var queues = new ArrayList<ArrayDeque<Sample>>();
        byType.values().forEach(group -> {
            Collections.shuffle(group, new Random(seed));
            queues.add(new ArrayDeque<>(group));
        });
        var ordered = new ArrayList<Sample>(samples.size());
        while (ordered.size() < samples.size()) {
            for (var queue : queues) {
                var next = queue.poll();
                if (next != null) {
                    ordered.add(next);
                }
            }
        }
        return ordered;
    }

    private static String hash(List<PlannedCall> calls, List<Plan.NotApplicable> cannot, Request request) {
        var text = new StringBuilder();
        text.append(request.seed())
                .append(' ')
                .append(request.repeats())
                .append(' ')
                .append(request.salt());
        calls.forEach(
                call -> text.append('\n').append(call.model().id()).append(' ').append(call.key()));
        cannot.forEach(skip -> text.append('\n')
                .append(skip.model().id())
                .append(' ')
                .append(skip.sample().dataset())
                .append('/')
                .append(skip.sample().id()));
        return CallKey.hash(text.toString());
    }
}
