package dev.routeproof.harness.rehearse;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is rehearsed, and what is true of it.
 *
 * @param planted task type whose candidate is worse than the default; null: none is
 * @param points how much worse, accuracy points; 0 where nothing is planted
 * @param requests in the whole rehearsal
 */
public record Script(@Nullable String planted, int points, long seed, int requests) {
    /** The task types whose route the candidate changes. */
    public static final List<String> TASK_TYPES = List.of("simple", "code", "reasoning", "complex");

    /** Of too few requests to decide anything in this time. */
    public static final String RARE = "complex";

    /** Accuracy of every model at everything, unless something is planted. */
    public static final double ACCURACY = 0.92;

    /** As many as decide every common task type, see {@code RehearsedLogTest}. */
    public static final int REQUESTS = 100_000;

    /** Days from one ramp step to the next, and how many shares there are. */
    static final int STEP_DAYS = 7;

    static final int STAGES = 5;

    /** Hours that the traffic lasts; in each of them time stands still. */
    static final int HOURS = STAGES * STEP_DAYS * 24;

    /** When it begins, by the rehearsal's clock. */
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final Pattern PLANT = Pattern.compile("([a-z]+):-([0-9]{1,2})");

    /** @param plant such as {@code code:-8}; null: nothing */
    public static Script of(@Nullable String plant, long seed, int requests) {
        if (plant == null) {
            return new Script(null, 0, seed, requests);
        }
        Matcher read = PLANT.matcher(plant);
        if (!read.matches() || !TASK_TYPES.contains(read.group(1)) || Integer.parseInt(read.group(2)) == 0) {
            throw new UserError(
                    Exit.USAGE,
                    "--plant " + plant + " is no regression; write it as code:-8, with one of "
                            + String.join(", ", TASK_TYPES) + " and 1 to 90 accuracy points.");
        }
        return new Script(read.group(1), Math.min(90, Integer.parseInt(read.group(2))), seed, requests);
    }

    /** Accuracy of the candidate's model for a task type. */
    double accuracy(String taskType) {
        return taskType.equals(planted) ? ACCURACY - points / 100.0 : ACCURACY;
    }

    /** Requests before an hour begins. */
    int requestsBefore(int hour) {
        return (int) ((long) requests * hour / HOURS);
    }

    /** What the verdict should be; a rare task type may also be promoted once it is common enough. */
    public String truth(String taskType) {
        return taskType.equals(planted) ? "roll_back" : taskType.equals(RARE) ? "hold" : "promote";
    }
}
