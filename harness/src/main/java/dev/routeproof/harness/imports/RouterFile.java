package dev.routeproof.harness.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.routers.OtherRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of {@code router, dataset, item} with {@code model}, {@code score} or both: what other routers said of the prompts
 * of a run. A router gives the same columns in all of its rows.
 */
public final class RouterFile {
    private static final Set<String> REQUIRED = Set.of("router", "dataset", "item");
    private static final Set<String> SAID = Set.of("model", "score");
    private static final int MOST_PROBLEMS = 20;

    private final Path file;
    private final Map<String, Said> routers = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private RouterFile(Path file) {
        this.file = file;
    }

    /** In the order of the file; {@link UserError} with every problem, up to {@value #MOST_PROBLEMS}, where one is broken. */
    public static List<OtherRouter> read(Path file) throws IOException {
        RouterFile rows = new RouterFile(file);
        try {
            RowFile.read(file, (number, row) -> rows.row(file + ":" + number + "  ", row));
        } catch (RowFile.BadRows bad) {
            rows.problems.add(String.valueOf(bad.getMessage()));
        }
        if (rows.problems.isEmpty() && rows.routers.isEmpty()) {
            rows.problems.add(file + " holds no rows.");
        }
        if (!rows.problems.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, String.join("\n", rows.problems));
        }
        return rows.routers.entrySet().stream()
                .map(router -> new OtherRouter(router.getKey(), router.getValue().models, router.getValue().scores))
                .toList();
    }

    private void row(String place, Map<String, JsonNode> row) throws RowFile.BadRows {
        if (routers.isEmpty() && problems.isEmpty()) {
            columns(row.keySet());
        }
        if (problems.size() >= MOST_PROBLEMS) {
            throw new RowFile.BadRows(place + "the rest was not read: too many problems.");
        }
        String router = RowText.of(row, "router");
        String dataset = RowText.of(row, "dataset");
        String item = RowText.of(row, "item");
        String model = RowText.of(row, "model");
        Double score = score(RowText.of(row, "score"), place);
        if (router == null || dataset == null || item == null) {
            problems.add(place + "'router', 'dataset' and 'item' must all be filled in.");
            return;
        }
        Said said = routers.computeIfAbsent(router, id -> new Said(model != null, score != null));
        if (model == null && score == null) {
            problems.add(place + "neither 'model' nor 'score' is filled in.");
        } else if (said.byModel != (model != null) || said.byScore != (score != null)) {
            problems.add(
                    place + router + " fills in other columns here than in its first row; give every row the same.");
        } else if (!said.add(new PromptKey(dataset, item), model, score)) {
            problems.add(place + router + " has a row for " + dataset + "/" + item + " already; keep one.");
        }
    }

    private void columns(Set<String> found) throws RowFile.BadRows {
        boolean known = found.stream().allMatch(column -> REQUIRED.contains(column) || SAID.contains(column));
        if (!known || !found.containsAll(REQUIRED) || found.stream().noneMatch(SAID::contains)) {
            throw new RowFile.BadRows(file + ":1  the columns are " + String.join(",", found)
                    + "; they must be router,dataset,item and model, score or both.");
        }
    }

    /** Null where absent or recorded as a problem. */
    private @Nullable Double score(@Nullable String text, String place) {
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        problems.add(place + "score '" + text + "' is not a number.");
        return null;
    }

    /** What one router said. */
    private static final class Said {
        private final boolean byModel;
        private final boolean byScore;
        private final Map<PromptKey, String> models = new LinkedHashMap<>();
        private final Map<PromptKey, Double> scores = new LinkedHashMap<>();

        Said(boolean byModel, boolean byScore) {
            this.byModel = byModel;
            this.byScore = byScore;
        }

        /** False where there is something of that prompt already. */
        boolean add(PromptKey prompt, @Nullable String model, @Nullable Double score) {
            boolean fresh = !models.containsKey(prompt) && !scores.containsKey(prompt);
            if (model != null) {
                models.put(prompt, model);
            }
            if (score != null) {
                scores.put(prompt, score);
            }
            return fresh;
        }
    }
}
