package dev.routeproof.harness.report;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.shadow.PromptText;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Figures;
import java.util.ArrayList;
import java.util.List;

/** Disliked exchanges of the candidate arm, beside the baseline's answer to the same prompt. */
final class AbDisliked {
    private static final Figures FIGURES = new Figures();
    private static final int LONGEST = 1_600;

    private AbDisliked() {}

    static String note(Breakdown parts) {
        long count = parts.dislikedCount();
        if (count == 0) {
            return "Nobody disliked an answer of the candidate so far.";
        }
        String all = TopParts.plural(count, "answer") + (count == 1 ? " was" : " were") + " disliked. ";
        return parts.disliked().isEmpty()
                ? all + "Their texts are not in the store: they are shown where the proxy keeps content"
                        + " (evidence.content in proxy.yaml) and its log was ingested."
                : all + "The newest " + FIGURES.count(parts.disliked().size())
                        + " with their texts, beside the default's answer to the same prompt where there is one.";
    }

    static List<Disagreement> of(Breakdown parts) {
        return parts.disliked().stream().map(AbDisliked::shown).toList();
    }

    private static Disagreement shown(Breakdown.Disliked exchange) {
        var sides = new ArrayList<Disagreement.Side>();
        sides.add(new Disagreement.Side(
                exchange.model(), "disliked", null, null, exchange.said(), shortened(exchange.answer())));
        String other = exchange.otherAnswer();
        if (other != null) {
            sides.add(new Disagreement.Side(
                    exchange.otherModel() == null ? "default" : exchange.otherModel(),
                    "default",
                    null,
                    null,
                    exchange.otherSaid() == null ? "nobody said anything" : exchange.otherSaid(),
                    shortened(other)));
        }
        return new Disagreement(
                exchange.requestId(),
                exchange.feature().isEmpty() ? "no feature" : exchange.feature(),
                exchange.taskType(),
                other == null
                        ? "The default was not asked the same."
                        : "The default was asked the same by somebody else.",
                shortened(PromptText.of(exchange.content()).orElse("(no text of a user in this request)")),
                null,
                sides);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + " … (" + (text.length() - LONGEST) + " more characters)";
    }
}
