package dev.routeproof.harness.report;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.analyse.PromptScores.Score;
import dev.routeproof.harness.analyse.Summary;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.reports.view.Disagreement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prompts that tell models apart, a few for each task type: where the most expensive model fails and the cheapest
 * succeeds, where it is the other way round, and where the field is most evenly split. Three answers each.
 */
final class DisagreementPart {
    private static final Query ANSWERS = Query.of(DisagreementPart.class, "queries/answers.sql");
    private static final int LONGEST = 1_600;

    private final Store store;
    private final Analysis analysis;
    private final List<Disagreement> found = new ArrayList<>();
    private final Set<PromptKey> shown = new HashSet<>();

    private DisagreementPart(Store store, Analysis analysis) {
        this.store = store;
        this.analysis = analysis;
    }

    static List<Disagreement> of(Store store, Analysis analysis) {
        DisagreementPart part = new DisagreementPart(store, analysis);
        analysis.taskTypes().forEach(part::search);
        return part.found;
    }

    private void search(String taskType) {
        List<String> byCost = analysis.models().stream()
                .filter(model -> analysis.scores(model, taskType).n() > 0)
                .sorted(Comparator.comparingDouble(model -> cost(model, taskType)))
                .toList();
        if (byCost.size() < 2) {
            return;
        }
        String cheap = byCost.getFirst();
        String dear = byCost.getLast();
        boolean dearer = cost(cheap, taskType) < cost(dear, taskType);
        first(taskType, cheap, dear, right(cheap, dear, dearer ? ", which costs more," : ""), byCost);
        first(taskType, dear, cheap, right(dear, cheap, dearer ? ", the cheapest," : ""), byCost);
        split(taskType, byCost);
    }

    private static String right(String one, String other, String about) {
        return one + " is right where " + other + about + " is not.";
    }

    private double cost(String model, String taskType) {
        return analysis.summary(model, taskType).map(Summary::costPer1000).orElse(0.0);
    }

    private void first(String taskType, String right, String wrong, String why, List<String> byCost) {
        Map<PromptKey, Score> wrongScores = analysis.scores(wrong, taskType).byPrompt();
        analysis.scores(right, taskType).byPrompt().entrySet().stream()
                .filter(entry -> !shown.contains(entry.getKey()))
                .filter(entry -> entry.getValue().value() == 1)
                .filter(entry -> {
                    Score other = wrongScores.get(entry.getKey());
                    return other != null && other.value() == 0;
                })
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(key -> show(key, taskType, why, List.of(right, wrong), byCost));
    }

    private void split(String taskType, List<String> byCost) {
        PromptKey best = null;
        double most = 0;
        for (PromptKey key :
                analysis.scores(byCost.getLast(), taskType).byPrompt().keySet()) {
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (String model : byCost) {
                Score score = analysis.scores(model, taskType).byPrompt().get(key);
                if (score != null) {
                    sum += score.value();
                    squares += score.value() * score.value();
                    n++;
                }
            }
            double spread = n == 0 ? 0 : squares / n - sum * sum / n / n;
            if (spread > most + 1e-12 && !shown.contains(key)) {
                most = spread;
                best = key;
            }
        }
        if (best != null) {
            show(best, taskType, "The models are split on this one.", List.of(), byCost);
        }
    }

    private void show(PromptKey key, String taskType, String why, List<String> wanted, List<String> byCost) {
        List<Answered> answers = store.query(
                ANSWERS, DisagreementPart::read, analysis.data().run().runId(), key.dataset(), key.item());
        if (answers.isEmpty() || answers.getFirst().prompt == null) {
            return;
        }
        List<Disagreement.Side> sides = new ArrayList<>();
        for (String model : chosen(wanted, byCost, answers)) {
            answers.stream()
                    .filter(answer -> answer.model.equals(model))
                    .findFirst()
                    .ifPresent(answer -> sides.add(answer.side()));
        }
        shown.add(key);
        found.add(new Disagreement(
                key.item(),
                key.dataset(),
                taskType,
                why,
                shortened(answers.getFirst().prompt),
                answers.getFirst().target,
                sides));
    }

    /** The wanted models, else one of each kind of score, cheapest first. */
    private static List<String> chosen(List<String> wanted, List<String> byCost, List<Answered> answers) {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        List<String> chosen = new ArrayList<>();
        Set<String> states = new HashSet<>();
        for (String model : byCost) {
            for (Answered answer : answers) {
                if (answer.model.equals(model) && !chosen.contains(model) && states.add(answer.state())) {
                    chosen.add(model);
                }
            }
        }
        return chosen.subList(0, Math.min(3, chosen.size()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + " … (" + (text.length() - LONGEST) + " more characters)";
    }

    private static Answered read(ResultSet row) throws SQLException {
        double value = row.getDouble("value");
        boolean unscored = row.wasNull();
        return new Answered(
                row.getString("prompt"),
                row.getString("target"),
                row.getString("model"),
                row.getString("status"),
                unscored ? null : value,
                row.getString("extracted"),
                row.getString("explanation"),
                row.getString("answer"),
                row.getString("message"));
    }

    private record Answered(
            @Nullable String prompt,
            @Nullable String target,
            String model,
            String status,
            @Nullable Double value,
            @Nullable String extracted,
            @Nullable String explanation,
            @Nullable String answer,
            @Nullable String message) {
        String state() {
            if (value == null) {
                return status.equals("completed") ? "unscored" : status.replace('_', ' ');
            }
            return value >= 1 ? "right" : value <= 0 ? "wrong" : "partly right";
        }

        Disagreement.Side side() {
            String said = answer == null || answer.isBlank() ? (message == null ? "(no text)" : message) : answer;
            return new Disagreement.Side(
                    model, state(), value, extracted, explanation == null ? "" : explanation, shortened(said));
        }
    }
}
