package dev.routeproof.routing.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.ContentHash;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import dev.routeproof.routing.config.Source;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads {@code rollout.yaml}. */
public final class RolloutFile {
    private RolloutFile() {}

    /** Without looking at a catalog: for logs that come from elsewhere. */
    public static Loaded<Rollout> load(Path file) {
        var problems = new ProblemCollector();
        return problems.outcome(read(file, problems, null));
    }

    /** A document that was kept as text; {@code name} is how messages name it. */
    public static Loaded<Rollout> load(String name, String document) {
        var problems = new ProblemCollector();
        Source source = Source.ofFile(Path.of(name), document);
        RolloutYaml yaml = ConfigText.yaml(source, RolloutYaml.SHAPE, problems);
        JsonNode content = ConfigText.yaml(source, Shapes.anything(), new ProblemCollector());
        return problems.outcome(yaml == null || content == null ? null : yaml.rollout(ContentHash.of(content)));
    }

    /** Task types and explored models must be in the catalog. */
    public static Loaded<Rollout> load(Path file, Catalog catalog) {
        var problems = new ProblemCollector();
        return problems.outcome(read(file, problems, catalog));
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return RolloutYaml.SHAPE;
    }

    private static @Nullable Rollout read(Path file, ProblemCollector problems, @Nullable Catalog catalog) {
        RolloutYaml yaml = ConfigText.yaml(file, RolloutYaml.SHAPE, problems);
        JsonNode content = ConfigText.yaml(file, Shapes.anything(), new ProblemCollector());
        if (yaml == null || content == null) {
            return null;
        }
        if (catalog != null) {
            var labels =
                    catalog.taxonomy().taskTypes().stream().map(TaskType::label).toList();
            yaml.backOff().forEach(type -> known(type, "task type", labels, problems));
            var ids = catalog.models().keySet().stream().map(ModelId::value).toList();
            yaml.exploredModels().forEach(model -> known(model, "model", ids, problems));
        }
        return yaml.rollout(ContentHash.of(content));
    }

    private static void known(Located<String> word, String what, List<String> known, ProblemCollector problems) {
        if (!known.contains(word.value())) {
            problems.add(
                    word.place(),
                    "no " + what + " '" + word.value() + "'",
                    Nearest.fix(word.value(), known, what + "s"));
        }
    }
}
