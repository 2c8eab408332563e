package dev.routeproof.stats.select;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Made-up models with known quality; prompts have a difficulty all models share. */
final class Field {
    private static final double BASE = 0.75;

    private final double[] ability;
    private final double[] quality;
    private final double[] logPrices;

    private Field(double[] ability, double[] quality, double[] logPrices) {
        this.ability = ability;
        this.quality = quality;
        this.logPrices = logPrices;
    }

    static Field draw(int size, double spread, SplittableRandom random) {
        double[] level = new double[size];
        double mean = 0;
        for (int j = 0; j < size; j++) {
            level[j] = Math.clamp(BASE + spread * random.nextGaussian(), 0.05, 0.97);
            mean += level[j] / size;
        }
        double[] ability = new double[size];
        double[] quality = new double[size];
        double[] logPrices = new double[size];
        for (int j = 0; j < size; j++) {
            ability[j] = Math.log(level[j] / (1 - level[j])) * 1.25;
            logPrices[j] = 0.7 * random.nextGaussian() + (level[j] - mean) / spread * 0.8;
            quality[j] = average(ability[j]);
        }
        return new Field(ability, quality, logPrices);
    }

    private static double average(double ability) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i <= 80; i++) {
            double q = -4 + i * 0.1;
            double weight = Math.exp(-q * q / 2);
            sum += weight / (1 + Math.exp(-(ability + 1.2 * q)));
            weights += weight;
        }
        return sum / weights;
    }

    double[][] answer(int prompts, SplittableRandom random) {
        double[][] scores = new double[prompts][quality.length];
        for (double[] row : scores) {
            double difficulty = 1.2 * random.nextGaussian();
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextDouble() < 1 / (1 + Math.exp(-(ability[j] + difficulty))) ? 1 : 0;
            }
        }
        return scores;
    }

    double[] logPrices() {
        return logPrices.clone();
    }

    double quality(int j) {
        return quality[j];
    }

    int best() {
        int best = 0;
        for (int j = 1; j < quality.length; j++) {
            best = quality[j] > quality[best] ? j : best;
        }
        return best;
    }

    int observedBest(Contrasts contrasts) {
        int best = 0;
        for (int j = 1; j < quality.length; j++) {
            best = contrasts.deviation(j) > contrasts.deviation(best) ? j : best;
        }
        return best;
    }

    /** The cheapest that passes; −1 where none does. */
    int cheapest(IntPredicate passes) {
        int found = -1;
        for (int j = 0; j < quality.length; j++) {
            if (passes.test(j) && (found < 0 || logPrices[j] < logPrices[found])) {
                found = j;
            }
        }
        return found;
    }
}
