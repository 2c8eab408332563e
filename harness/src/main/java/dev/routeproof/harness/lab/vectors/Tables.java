package dev.routeproof.harness.lab.vectors;

import static dev.routeproof.harness.lab.vectors.Answers.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.paired.McNemar;
import dev.routeproof.stats.paired.PairedDifferences;
import dev.routeproof.stats.proportion.FisherExact;
import dev.routeproof.stats.ratio.SampleRatio;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Families about tables of counts. */
final class Tables {
    private Tables() {}

    private static long[] table(Input input) {
        JsonNode rows = input.node().path("table");
        if (rows.size() != 2 || rows.path(0).size() != 2 || rows.path(1).size() != 2) {
            throw new Unsupported("only 2 x 2 tables are answered");
        }
        return new long[] {
            rows.get(0).get(0).asLong(), rows.get(0).get(1).asLong(),
            rows.get(1).get(0).asLong(), rows.get(1).get(1).asLong()
        };
    }

    static Answers fisher(Input input) {
        long[] t = table(input);
        FisherExact fisher = value(FisherExact.test(t[0], t[1], t[2], t[3], input.alternative(), input.level()));
        double sample = (double) t[0] * t[3] / ((double) t[1] * t[2]);
        return new Answers()
                .interval(fisher.oddsRatio())
                .put(fisher.oddsRatio().value(), "conditional_odds_ratio", "odds_ratio")
                .put(sample, "sample_odds_ratio", "unconditional_odds_ratio")
                .put(fisher.pValue(), "p_value", "pvalue");
    }

    static Answers mcNemar(Input input) {
        long[] t = table(input);
        PairedCounts pairs = new PairedCounts(t[0], t[1], t[2], t[3]);
        boolean corrected = input.flag(true, "continuity", "correction", "correct");
        String method = input.word(input.flag(true, "exact") ? "exact" : "chisquare", "method");
        Result<TestResult> test = switch (method) {
            case "exact" -> McNemar.exact(pairs);
            case "midp", "exactmidp" -> McNemar.midP(pairs);
            case "chisquare", "chi2", "asymptotic" ->
                corrected ? McNemar.chiSquareCorrected(pairs) : McNemar.chiSquare(pairs);
            default -> throw new Unsupported("no McNemar test is called '" + method + "' here");
        };
        return new Answers()
                .test(value(test))
                .interval(value(PairedDifferences.agrestiMin(pairs, input.level())))
                .put(pairs.difference(), "difference");
    }

    /** Arms that are allotted no traffic are left out, as the platforms do whose vectors these are. */
    static Answers sampleRatio(Input input) {
        double[] counts = input.numbers("observed", "counts", "users");
        double[] shares = input.numbers("expected_weights", "weights", "expected", "expected_ratio");
        if (counts.length != shares.length) {
            throw new Unsupported(counts.length + " arms but " + shares.length + " weights");
        }
        int[] allotted =
                IntStream.range(0, shares.length).filter(i -> shares[i] > 0).toArray();
        long[] observed =
                Arrays.stream(allotted).mapToLong(i -> (long) counts[i]).toArray();
        double[] weights = Arrays.stream(allotted).mapToDouble(i -> shares[i]).toArray();
        TestResult test = value(SampleRatio.chiSquare(observed, weights));
        return new Answers().test(test, "chi_square", "chi2").put(observed.length - 1d, "df");
    }
}
