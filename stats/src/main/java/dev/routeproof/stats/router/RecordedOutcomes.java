package dev.routeproof.stats.router;

import java.util.Arrays;

/**
 * What every model scored and cost on the same prompts, so that any choice of models can be looked up.
 *
 * <p>A choice is an array with the index of a model for each prompt, {@link #NONE} where no model is asked: that scores 0
 * and costs nothing. Weights say how often each prompt counts.
 */
public final class RecordedOutcomes {
    /** No model is asked. */
    public static final int NONE = -1;

    private final double[][] scores;
    private final double[][] costs;
    private final int[] clusters;

    /**
     * @param scores {@code [model][prompt]}, [0,1]
     * @param costs the same, USD per 1,000 prompts; without rows where they are not known
     * @param clusters a number for each prompt; prompts that share one are not independent
     */
    public RecordedOutcomes(double[][] scores, double[][] costs, int[] clusters) {
        if (scores.length == 0 || (costs.length > 0 && costs.length != scores.length)) {
            throw new IllegalArgumentException(scores.length + " models with scores, " + costs.length + " with costs");
        }
        this.scores = scores;
        this.costs = costs;
        this.clusters = clusters;
    }

    public int models() {
        return scores.length;
    }

    public int prompts() {
        return scores[0].length;
    }

    /** Costs are known. */
    public boolean priced() {
        return costs.length > 0;
    }

    /** The cluster of each prompt. */
    public int[] clusters() {
        return clusters.clone();
    }

    /** The scores of one model, one for each prompt. */
    public double[] scores(int model) {
        return scores[model].clone();
    }

    /** Every prompt once. */
    public double[] once() {
        double[] weights = new double[prompts()];
        Arrays.fill(weights, 1);
        return weights;
    }

    /**
     * RouterBench's oracle: for each prompt the cheapest of the models that score best, {@link #NONE} where none scores
     * above 0. Without costs the first of the best.
     */
    public int[] oracle() {
        int[] choice = new int[prompts()];
        for (int prompt = 0; prompt < choice.length; prompt++) {
            choice[prompt] = NONE;
            for (int model = 0; model < scores.length; model++) {
                if (better(model, choice[prompt], prompt)) {
                    choice[prompt] = model;
                }
            }
        }
        return choice;
    }

    private boolean better(int model, int other, int prompt) {
        double score = scores[model][prompt];
        if (other == NONE) {
            return score > 0;
        }
        return score > scores[other][prompt]
                || (score == scores[other][prompt] && priced() && costs[model][prompt] < costs[other][prompt]);
    }

    /** Mean score of a choice, [0,1]. */
    public double quality(int[] choice, double[] weights) {
        return mean(scores, choice, weights);
    }

    /** Mean cost of a choice, USD per 1,000 prompts; NaN where costs are not known. */
    public double cost(int[] choice, double[] weights) {
        return priced() ? mean(costs, choice, weights) : Double.NaN;
    }

    /** Mean score of one model, [0,1]. */
    public double quality(int model, double[] weights) {
        return mean(scores[model], weights);
    }

    /** Mean cost of one model, USD per 1,000 prompts; NaN where costs are not known. */
    public double cost(int model, double[] weights) {
        return priced() ? mean(costs[model], weights) : Double.NaN;
    }

    private static double mean(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int prompt = 0; prompt < values.length; prompt++) {
            all += weights[prompt];
            sum += weights[prompt] * values[prompt];
        }
        return sum / all;
    }

    private static double mean(double[][] values, int[] choice, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int prompt = 0; prompt < choice.length; prompt++) {
            all += weights[prompt];
            sum += choice[prompt] == NONE ? 0 : weights[prompt] * values[choice[prompt]][prompt];
        }
        return sum / all;
    }

    /** RouterBench's Zero router, what mixing single models at random buys. Costs must be known. */
    public CostHull zeroRouter(double[] weights) {
        double[] cost = new double[models()];
        double[] quality = new double[models()];
        for (int model = 0; model < models(); model++) {
            cost[model] = cost(model, weights);
            quality[model] = quality(model, weights);
        }
        return CostHull.of(cost, quality);
    }

    /**
     * RouterArena's optimality of a choice, on the prompts that some model answers in full (score 1): how near it comes to
     * the cheapest right answer.
     *
     * @param best the oracle's choice
     */
    public Optimality optimality(int[] choice, int[] best, double[] weights) {
        double prompts = 0;
        double same = 0;
        double right = 0;
        double paid = 0;
        double needed = 0;
        for (int prompt = 0; prompt < choice.length; prompt++) {
            if (best[prompt] == NONE || scores[best[prompt]][prompt] < 1) {
                continue;
            }
            double weight = weights[prompt];
            prompts += weight;
            same += choice[prompt] == best[prompt] ? weight : 0;
            if (choice[prompt] != NONE) {
                right += weight * scores[choice[prompt]][prompt];
                paid += priced() ? weight * costs[choice[prompt]][prompt] : 0;
            }
            needed += priced() ? weight * costs[best[prompt]][prompt] : 0;
        }
        return new Optimality(same / prompts, right / prompts, paid == 0 ? Double.NaN : needed / paid);
    }

    /**
     * @param selection share of the prompts for which the cheapest right model is chosen
     * @param accuracy score reached, as a share of the oracle's
     * @param cost the oracle's cost as a share of what is paid; NaN where costs are not known or nothing is paid
     */
    public record Optimality(double selection, double accuracy, double cost) {}
}
