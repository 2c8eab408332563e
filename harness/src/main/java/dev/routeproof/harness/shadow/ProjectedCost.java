package dev.routeproof.harness.shadow;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.List;

/**
 * What the compared requests cost and what they would have cost under a candidate, US dollars.
 *
 * @param requests whose cost is known on both sides
 * @param unpriced requests left out: what they cost, or the price of the candidate's model, is not known
 * @param moved of {@code requests}, those that another model would have answered
 * @param baseline what was paid
 * @param parts what the candidate's side is made of
 * @param saving share of the baseline's cost, with an interval over units; negative where the candidate costs more
 * @param tasks the same by the candidate's task type
 * @param lengths what is assumed of the length of answers nobody has seen
 * @param remarks what the projection leaves out, one sentence each
 */
public record ProjectedCost(
        long requests,
        long unpriced,
        long moved,
        double baseline,
        Parts parts,
        Result<Estimate> saving,
        List<Task> tasks,
        List<AnswerLength> lengths,
        List<String> remarks) {
    /** Least share of the requests whose cost must be known. */
    private static final double ENOUGH = 0.95;

    /** Nothing has been projected yet. */
    static final ProjectedCost UNKNOWN = new ProjectedCost(
            0,
            0,
            0,
            0,
            new Parts(0, 0, 0, 0, 0, 0),
            Result.notEstimable("Nothing was projected."),
            List.of(),
            List.of(),
            List.of());

    public ProjectedCost {
        tasks = List.copyOf(tasks);
        lengths = List.copyOf(lengths);
        remarks = List.copyOf(remarks);
    }

    /**
     * The candidate's cost in parts.
     *
     * @param same on the model that served, as paid
     * @param read input of moved requests at the other model's list price, nothing from its prompt cache
     * @param measured answers of moved requests: tokens as measured on mirrored requests, at the other model's price
     * @param written answers of moved requests: tokens as the length model says, at the other model's price
     * @param logged moved requests to models whose price is not known: the estimate of the moment
     * @param classifier calls of the cascade to other models
     */
    public record Parts(double same, double read, double measured, double written, double logged, double classifier) {
        public double total() {
            return same + read + measured + written + logged + classifier;
        }

        /** With answers of moved requests {@code factor} times as long. */
        double total(double factor) {
            return total() + (factor - 1) * written;
        }

        Parts plus(Parts more) {
            return new Parts(
                    same + more.same,
                    read + more.read,
                    measured + more.measured,
                    written + more.written,
                    logged + more.logged,
                    classifier + more.classifier);
        }
    }

    /** One task type, as {@link ProjectedCost} for all. */
    public record Task(String taskType, long requests, long moved, double baseline, Parts parts) {
        public double candidate() {
            return parts.total();
        }
    }

    public double candidate() {
        return parts.total();
    }

    /** Share of the candidate's cost that rests on a length model, [0,1]. */
    public double assumed() {
        return candidate() == 0 ? 0 : (parts.written + parts.logged) / candidate();
    }

    /** Saving as a share where answers of other models are {@code factor} times as long as assumed. */
    public double savingAt(double factor) {
        return 1 - parts.total(factor) / baseline;
    }

    /** Whether enough of the traffic has a known cost; the length model is assumed, not known. */
    public boolean identified() {
        return baseline > 0 && requests >= ENOUGH * (requests + unpriced);
    }

    /** Why it is not identified, or what it rests on; one sentence. */
    public String basis() {
        if (requests == 0 || baseline == 0) {
            return "No compared request has a known cost.";
        }
        if (!identified()) {
            return "The cost of " + unpriced + " of " + (requests + unpriced) + " requests is not known.";
        }
        if (moved == 0) {
            return (unpriced == 0 ? "No request" : "No request of known cost") + " would move, so nothing is assumed.";
        }
        if (parts.measured == 0) {
            return "Given a length model: nobody has seen the answers of the models that requests would move to.";
        }
        return parts.written + parts.logged == 0
                ? "With the answer lengths that mirrored requests had."
                : "With the answer lengths that mirrored requests had, as far as there were enough of them; for the rest"
                        + " given a length model.";
    }
}
