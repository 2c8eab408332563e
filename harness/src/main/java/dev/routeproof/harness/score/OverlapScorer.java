package dev.routeproof.harness.score;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Overlap.Measure;
import dev.routeproof.harness.score.Score.Scored;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Word overlap with the best target. F1 is the harmonic mean of precision and recall over bags of words (Rajpurkar et
 * al. 2016, SQuAD); ROUGE-L is the same over the longest common subsequence (Lin 2004, β = 1).
 */
final class OverlapScorer {
    private static final int MOST_TOKENS = 4_000;

    private OverlapScorer() {}

    static Score score(ScorerSpec.Overlap overlap, List<String> targets, String text) {
        List<String> answer = PlainText.tokens(text, MOST_TOKENS);
        double best = 0;
        for (String target : targets) {
            List<String> wanted = PlainText.tokens(target, MOST_TOKENS);
            int common = overlap.measure() == Measure.F1 ? shared(wanted, answer) : subsequence(wanted, answer);
            best = Math.max(best, harmonicMean(common, wanted.size(), answer.size()));
        }
        return new Scored(best, text, String.format(Locale.ROOT, "%s is %.3f.", overlap.kind(), best));
    }

    private static double harmonicMean(int common, int wanted, int answered) {
        if (wanted == 0 || answered == 0) {
            return wanted == answered ? 1 : 0;
        }
        return 2.0 * common / (wanted + answered);
    }

    private static int shared(List<String> wanted, List<String> answer) {
        Map<String, Integer> counts = new HashMap<>();
        wanted.forEach(token -> counts.merge(token, 1, Integer::sum));
        int common = 0;
        for (String token : answer) {
            int left = counts.getOrDefault(token, 0);
            if (left > 0) {
                counts.put(token, left - 1);
                common++;
            }
        }
        return common;
    }

    private static int subsequence(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String token : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = token.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
