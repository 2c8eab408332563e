package dev.routeproof.harness.experiment;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A log of exchanges whose truth is known: sticky users of uneven activity, two task types, one epoch at 50 %. */
public final class KnownLog {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final double[] PRICES = {0.002, 0.001};

    /** One exchange: its page in the ledger and its line. */
    public record Line(String arm, String taskType, String json) {}

    private final SplittableRandom random;
    private double harmOnCode;
    private int users = 3_000;
    private boolean saves = true;
    private boolean quiet;

    public KnownLog(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Added to the candidate's rate of thumbs down on {@code code}. */
    public KnownLog harmOnCode(double points) {
        harmOnCode = points;
        return this;
    }

    public KnownLog users(int count) {
        users = count;
        return this;
    }

    /** Nobody dislikes anything, and nothing fails. */
    public KnownLog quiet() {
        quiet = true;
        return this;
    }

    /** The candidate costs what the default costs. */
    public KnownLog withoutSaving() {
        saves = false;
        return this;
    }

    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        int request = 0;
        for (int user = 0; user < users; user++) {
            double level = Math.clamp(0.08 + 0.05 * random.nextGaussian(), 0, 0.5);
            double bucket = random.nextDouble();
            String arm = bucket < 0.04 ? "holdout" : bucket < 0.52 ? "control" : "candidate";
            int requests = 1 + (int) (4 * Math.exp(0.8 * random.nextGaussian()));
            for (int i = 0; i < requests; i++) {
                lines.add(line("r" + request++, "u-" + user, arm, level));
            }
        }
        return lines;
    }

    private Line line(String id, String unit, String arm, double level) {
        String taskType = random.nextInt(3) == 0 ? "code" : "simple";
        boolean candidate = arm.equals("candidate");
        double rate = level + (candidate && taskType.equals("code") ? harmOnCode : 0);
        boolean down = random.nextDouble() < rate && !quiet;
        double cost = PRICES[candidate && saves ? 1 : 0] * Math.exp(0.3 * random.nextGaussian());
        double latency = 500 * Math.exp(0.4 * random.nextGaussian());
        String status = random.nextInt(400) == 0 && !quiet ? "failed" : "completed";
        Instant at = START.plusMillis(random.nextLong(14 * 86_400_000L));
        return new Line(
                arm,
                taskType,
                String.format(
                        Locale.ROOT,
                        """
                {"request_id": "%s", "at": "%s", "unit": "%s", "arm": "%s", \
                "propensities": {"control": 0.48, "candidate": 0.48, "holdout": 0.04}, "epoch": 1, \
                "task_type": "%s", "default_model": "large", "candidate_model": "small", "mode": "balanced", \
                "feature": "search", "model": "%s", "status": "%s", "latency_ms": %.1f, "first_token_ms": 90, \
                "input_tokens": 300, "output_tokens": 90, "cost_usd": %.6f, "thumbs": %s, "rating": null, \
                "scores": {"simple": 0.9, "code": 0.1}}""",
                        id,
                        at,
                        unit,
                        arm,
                        taskType,
                        candidate ? "small" : "large",
                        status,
                        latency,
                        cost,
                        down ? "\"down\"" : "null"));
    }

    /** A candidate that saves half, judged on bad outcomes, errors and latency. */
    public static Path rollout(Path folder, String more) throws IOException {
        return Files.writeString(folder.resolve("rollout.yaml"), """
                experiment: q4-canary
                candidate: q4
                phase: canary
                percent: 50
                holdout: 4
                metrics:
                  primary: {name: bad_outcome, margin: 0.03, mde: 0.03}
                  guardrails: {error_rate: {margin: 0.02}, latency_p95: {margin: 0.03}}
                  gain: {name: cost}
                """ + more);
    }

    public static Path write(Path file, List<Line> lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Line line : lines) {
                out.write(line.json());
                out.write('\n');
            }
        }
        return file;
    }

    /** What was assigned, as counted over {@code lines}. */
    public static Path assigned(Path file, List<Line> lines) throws IOException {
        Map<String, Long> pages = new TreeMap<>();
        for (Line line : lines) {
            pages.merge(
                    String.format(
                            "{\"epoch\": 1, \"arm\": \"%s\", \"task_type\": \"%s\", \"assigned\": ",
                            line.arm(), line.taskType()),
                    1L,
                    Long::sum);
        }
        List<String> rows = pages.entrySet().stream()
                .map(page -> page.getKey() + page.getValue() + "}")
                .toList();
        return Files.write(file, rows);
    }

    public static List<Line> without(List<Line> lines, Predicate<Line> lost) {
        return lines.stream().filter(lost.negate()).toList();
    }
}
