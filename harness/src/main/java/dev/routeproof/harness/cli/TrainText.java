package dev.routeproof.harness.cli;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.train.HeldOut;
import dev.routeproof.harness.train.LinearTrainer;
import dev.routeproof.routing.classify.TaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code harness train} prints. */
record TrainText(Path file, Learnt learnt, LinearTrainer.Fit fit) {
    /**
     * What was learnt from.
     *
     * @param base prompts of templates and datasets
     * @param own prompts of the user
     */
    record Learnt(List<TaskType> labels, int base, int own) {
        private List<String> names() {
            return labels.stream().map(TaskType::label).toList();
        }

        private String sentence() {
            String also = base == 0 ? "" : " and " + base + " that Routeproof brings";
            return "learnt from " + own + " prompts of yours" + also + ", labels " + String.join(", ", names()) + "\n";
        }
    }

    Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.train");
        object.put("version", 1);
        object.put("file", file.toString());
        object.put("labels", learnt.names());
        object.put("prompts", learnt.base() + learnt.own());
        object.put("own_prompts", learnt.own());
        object.put("passes", fit.passes());
        object.put("held_out", fit.prompts());
        object.put("held_out_right", fit.right());
        object.put("temperature", fit.model().whole().temperature());
        return object;
    }

    Map<String, Object> object(Agreement agreement) {
        var object = object();
        AgreementText.put(object, agreement);
        return object;
    }

    Map<String, Object> object(String field, HeldOut.Parts parts) {
        var object = object(parts.together());
        var left = new ArrayList<Map<String, Object>>();
        for (HeldOut.Part part : parts.parts()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("value", part.name());
            AgreementText.putAccuracy(one, part.agreement());
            one.put("classified_as", part.agreement().mix());
            left.add(one);
        }
        object.put("leave_out", field);
        object.put("mean_accuracy", parts.mean());
        object.put("left_out", left);
        return object;
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%d prompts of templates and datasets; left out in turn, %.1f %% are labelled right; wrote %s%n",
                learnt.base(),
                100.0 * fit.right() / fit.prompts(),
                file);
    }

    String text(Agreement agreement) {
        return learnt.sentence() + "each prompt labelled by a training without it and its variants:\n"
                + AgreementText.table(agreement) + wrote();
    }

    String text(String field, HeldOut.Parts parts) {
        var text = new StringBuilder(learnt.sentence());
        text.append("each ").append(field).append(" labelled by a training that has seen nothing of it:\n");
        for (HeldOut.Part part : parts.parts()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-24s %5.1f %% of %5d  classified as %s%n",
                    part.name(),
                    100 * part.agreement().counts().rate(),
                    part.agreement().n(),
                    AgreementText.counted(part.agreement().mix())));
        }
        text.append(String.format(
                Locale.ROOT,
                "mean of the %d left out: %.1f %%; all their prompts together:%n",
                parts.parts().size(),
                100 * parts.mean()));
        return text.append(AgreementText.table(parts.together()))
                .append(wrote())
                .toString();
    }

    private String wrote() {
        return "wrote " + file + ", trained on all of them\n";
    }
}
