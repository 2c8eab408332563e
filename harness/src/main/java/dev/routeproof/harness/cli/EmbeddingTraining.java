package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.train.CentroidTrainer;
import dev.routeproof.harness.train.LabelledPrompt;
import dev.routeproof.providers.embed.MiniLm;
import dev.routeproof.routing.classify.NeighboursFile;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code harness train --kind embedding}: the labelled vectors of an embedding stage, by the model in process. */
final class EmbeddingTraining {
    /** Prompts embedded per label; at 10 to 20 ms each that is a minute. */
    private static final int PER_LABEL = 600;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private EmbeddingTraining() {}

    static CentroidTrainer.Fit run(List<TaskType> labels, List<LabelledPrompt> prompts, long seed, Path file)
            throws IOException, InterruptedException {
        try (var model = new MiniLm()) {
            var fit = CentroidTrainer.fit(
                    labels, prompts, StageSpec.IN_PROCESS, text -> model.embed(text, LONGEST), PER_LABEL, seed);
            Files.write(file, NeighboursFile.json(fit.neighbours()).getBytes(StandardCharsets.UTF_8));
            return fit;
        } catch (IllegalArgumentException tooFew) {
            throw new UserError(Exit.BAD_CONFIG, "There are " + tooFew.getMessage() + "; add prompts that differ.");
        }
    }

    static Map<String, Object> object(CentroidTrainer.Fit fit, int prompts, Path file) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.train");
        object.put("version", 1);
        object.put("kind", "embedding");
        object.put("file", file.toString());
        object.put("prompts", prompts);
        object.put("vectors", fit.neighbours().entries().size());
        object.put("sharpness", fit.neighbours().sharpness());
        object.put("held_out", fit.heldOut());
        object.put("held_out_right", fit.heldOutRight());
        return object;
    }

    static String sentence(CentroidTrainer.Fit fit, int prompts, Path file) {
        return String.format(
                "%d prompts, %d vectors; of %d prompts left out, %d labelled right; wrote %s%n",
                prompts, fit.neighbours().entries().size(), fit.heldOut(), fit.heldOutRight(), file);
    }
}
