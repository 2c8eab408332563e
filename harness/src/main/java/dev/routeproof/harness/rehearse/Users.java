package dev.routeproof.harness.rehearse;

import java.util.SplittableRandom;

/**
 * Simulated users: most are new, some come back often (a heavy tail), each asks a few times in a row. What is asked
 * drifts from simple questions to code, and users grow stricter: six in ten bad answers get a vote at first, eight in
 * ten at the end; of the good ones one in a hundred gets a wrong vote. Votes are late by hours.
 */
final class Users {
    private static final int REMEMBERED = 4_096;
    private static final double RETURNING = 0.25;
    private static final double LATE_HOURS = 5;
    private static final double LATEST_HOURS = 20;

    private final SplittableRandom random;
    private final long[] known = new long[REMEMBERED];
    private long fresh;
    private int remembered;
    private String user = "";
    private int left;

    Users(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * A question of a user, and what the user will say of an answer.
     *
     * @param downIfBad whether a bad answer gets a vote against it
     * @param downIfGood whether a good one does, by mistake
     * @param upIfGood whether a good one is praised
     * @param hoursLate from the answer to the vote
     */
    record Question(
            String user,
            String taskType,
            String text,
            boolean downIfBad,
            boolean downIfGood,
            boolean upIfGood,
            double hoursLate) {
        boolean down(boolean good) {
            return good ? downIfGood : downIfBad;
        }

        boolean up(boolean good) {
            return good && upIfGood && !downIfGood;
        }
    }

    /** @param progress of the rehearsal, 0 to 1 */
    Question next(double progress) {
        if (left == 0) {
            boolean returns = remembered > 0 && random.nextDouble() < RETURNING;
            long number = returns ? known[tail()] : fresh++;
            if (!returns) {
                known[remembered < REMEMBERED ? remembered++ : random.nextInt(REMEMBERED)] = number;
            }
            user = "u" + number;
            left = 1 + random.nextInt(4);
        }
        left--;
        String type = taskType(progress);
        return new Question(
                user,
                type,
                text(type),
                random.nextDouble() < 0.6 + 0.2 * progress,
                random.nextDouble() < 0.01,
                random.nextDouble() < 0.03,
                Math.min(LATEST_HOURS, -LATE_HOURS * Math.log(1 - random.nextDouble())));
    }

    /** The older, the more faithful: a tenth of the users makes most of the visits. */
    private int tail() {
        double u = random.nextDouble();
        return (int) (u * u * u * remembered);
    }

    private String taskType(double progress) {
        double u = random.nextDouble();
        double code = 0.26 + 0.10 * progress;
        if (u < 0.015) {
            return Script.RARE;
        }
        if (u < 0.015 + code) {
            return "code";
        }
        return u < 0.315 + code ? "reasoning" : "simple";
    }

    private String text(String type) {
        long number = random.nextLong() >>> 1;
        return switch (type) {
            case "code" -> "Write a Python function that returns item " + number + " of a list, or None.";
            case "reasoning" ->
                "How many apples are left when 7 of " + number + " are eaten, and then half of the rest?";
            case "complex" -> "Compare the plans of teams " + number + " and 12, and recommend one with reasons.";
            default -> "What is the opposite of entry " + number + " in one word?";
        };
    }
}
