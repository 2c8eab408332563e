package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.PromptScores;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Frontier;
import dev.routeproof.reports.view.Measure;
import java.util.ArrayList;
import java.util.List;

/** Frontier and forest plot. */
final class ComparisonParts {
    /** The loss the balanced mode accepts. */
    private static final double MARGIN = 0.02;

    private ComparisonParts() {}

    static Frontier frontier(Analysis analysis, String baseline) {
        List<Frontier.Panel> panels = new ArrayList<>();
        panels.add(panel(analysis, "all task types", Analysis.ALL, baseline));
        for (String taskType : analysis.taskTypes()) {
            panels.add(panel(analysis, taskType, taskType, baseline));
        }
        return new Frontier("USD per 1,000 prompts", panels);
    }

    private static Frontier.Panel panel(Analysis analysis, String title, String taskType, String baseline) {
        List<Frontier.Point> points = new ArrayList<>();
        for (String model : analysis.models()) {
            Summary summary = analysis.summary(model, taskType).orElse(null);
            if (summary != null
                    && summary.costPer1000() != null
                    && Measures.of(summary.quality(), summary.scored()) instanceof Measure.Measured quality) {
                points.add(new Frontier.Point(
                        model, summary.costPer1000(), summary.costEstimated(), quality, false, model.equals(baseline)));
            }
        }
        return new Frontier.Panel(
                title, points.stream().map(point -> judged(point, points)).toList());
    }

    private static Frontier.Point judged(Frontier.Point point, List<Frontier.Point> all) {
        boolean beaten = all.stream()
                .anyMatch(other -> other.cost() <= point.cost()
                        && other.quality().value() >= point.quality().value()
                        && (other.cost() < point.cost()
                                || other.quality().value() > point.quality().value()));
        return new Frontier.Point(
                point.model(), point.cost(), point.costEstimated(), point.quality(), !beaten, point.baseline());
    }

    static Forest forest(Analysis analysis, String baseline) {
        List<Forest.Panel> panels = new ArrayList<>();
        for (String taskType : analysis.taskTypes()) {
            PromptScores reference = analysis.scores(baseline, taskType);
            List<Forest.Row> rows = new ArrayList<>();
            for (String model : analysis.models()) {
                if (!model.equals(baseline)) {
                    PromptScores.Paired paired =
                            analysis.scores(model, taskType).minus(reference);
                    Measure difference = Measures.of(paired.difference(), paired.n());
                    rows.add(new Forest.Row(model, difference, conclusion(difference)));
                }
            }
            panels.add(new Forest.Panel(taskType, MARGIN, true, rows));
        }
        return new Forest(baseline, "quality", panels);
    }

    private static Forest.Conclusion conclusion(Measure difference) {
        return switch (difference) {
            case Measure.Missing missing -> Forest.Conclusion.UNCLEAR;
            case Measure.Measured m -> {
                if (m.low() > 0) {
                    yield Forest.Conclusion.BETTER;
                }
                if (m.high() < 0) {
                    yield Forest.Conclusion.WORSE;
                }
                yield m.low() >= -MARGIN ? Forest.Conclusion.WITHIN_MARGIN : Forest.Conclusion.UNCLEAR;
            }
        };
    }
}
