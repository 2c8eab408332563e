package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.classify.TaskType;

/**
 * What is true of one task type in a simulated log.
 *
 * @param bad probability of a bad outcome, in the log, under the default
 * @param harm added to it under the candidate
 * @param errors probability of a failure in both arms
 * @param moreErrors added to it under the candidate
 * @param costFactor the candidate's cost over the default's
 * @param latencyFactor the candidate's latency over the default's
 */
record TrueSlice(
        TaskType taskType,
        double bad,
        double harm,
        double errors,
        double moreErrors,
        double costFactor,
        double latencyFactor) {
    /** The candidate is exactly like the default. */
    static TrueSlice alike(String label, double bad) {
        return new TrueSlice(new TaskType(label), bad, 0, 0.004, 0, 1, 1);
    }

    TrueSlice harm(double points) {
        return new TrueSlice(taskType, bad, points, errors, moreErrors, costFactor, latencyFactor);
    }

    TrueSlice moreErrors(double points) {
        return new TrueSlice(taskType, bad, harm, errors, points, costFactor, latencyFactor);
    }

    TrueSlice costFactor(double factor) {
        return new TrueSlice(taskType, bad, harm, errors, moreErrors, factor, latencyFactor);
    }

    TrueSlice latencyFactor(double factor) {
        return new TrueSlice(taskType, bad, harm, errors, moreErrors, costFactor, factor);
    }
}
