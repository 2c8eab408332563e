package dev.routeproof.routing.classify;

import java.util.List;

/** Local classifiers in order, each with the confidence at which it is believed. */
public record LocalCascade(List<Stage> stages) {
    /** One classifier and the confidence, [0,1], from which its answer ends the cascade. */
    public record Stage(LocalClassifier classifier, double believe) {}

    public LocalCascade {
        stages = List.copyOf(stages);
    }

    /** The first answer that is believed, else the most confident one. */
    public Explained explain(Features features) {
        var best = new Explained(Classification.UNKNOWN, List.of());
        for (Stage stage : stages) {
            Explained answer = stage.classifier().explain(features);
            if (believed(answer.classification(), stage)) {
                return answer;
            }
            if (answer.classification().confidence() > best.classification().confidence()) {
                best = answer;
            }
        }
        return best;
    }

    /** What {@link #explain} decides, without the reasons. */
    public Classification classify(Features features) {
        var best = Classification.UNKNOWN;
        for (Stage stage : stages) {
            Classification answer = stage.classifier().classify(features);
            if (believed(answer, stage)) {
                return answer;
            }
            best = answer.confidence() > best.confidence() ? answer : best;
        }
        return best;
    }

    private static boolean believed(Classification answer, Stage stage) {
        return answer.taskType() != null && answer.confidence() >= stage.believe();
    }
}
