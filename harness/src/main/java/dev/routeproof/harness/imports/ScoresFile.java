package dev.routeproof.harness.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of {@code dataset, item, model, score[, task_type][, cost_usd][, latency_ms]}; other columns are refused. */
final class ScoresFile {
    private static final List<String> REQUIRED = List.of("dataset", "item", "model", "score");
    private static final Set<String> OPTIONAL = Set.of("task_type", "cost_usd", "latency_ms");
    private static final int MOST_PROBLEMS = 20;

    private final Path file;
    private final @Nullable TaskType standard;
    private final Taxonomy taxonomy;
    private final List<ScoreRow> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ScoresFile(Path file, @Nullable TaskType standard, Taxonomy taxonomy) {
        this.file = file;
        this.standard = standard;
        this.taxonomy = taxonomy;
    }

    /** All rows; {@link UserError} with every problem, up to {@value #MOST_PROBLEMS}, where one is broken. */
    static List<ScoreRow> read(Path file, @Nullable TaskType standard, Taxonomy taxonomy) throws IOException {
        ScoresFile scores = new ScoresFile(file, standard, taxonomy);
        try {
            RowFile.read(file, (number, row) -> scores.row(number, row));
        } catch (RowFile.BadRows bad) {
            scores.problems.add(String.valueOf(bad.getMessage()));
        }
        if (scores.problems.isEmpty() && scores.rows.isEmpty()) {
            scores.problems.add(file + " holds no scores.");
        }
        if (!scores.problems.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, String.join("\n", scores.problems) + "\nNothing was imported.");
        }
        return scores.rows;
    }

    private void row(int number, Map<String, JsonNode> row) throws RowFile.BadRows {
        String place = file + ":" + number + "  ";
        if (rows.isEmpty() && problems.isEmpty()) {
            columns(row.keySet());
        }
        if (problems.size() >= MOST_PROBLEMS) {
            throw new RowFile.BadRows(place + "the rest was not read: too many problems.");
        }
        int before = problems.size();
        for (String column : REQUIRED) {
            if (RowText.of(row, column) == null) {
                problems.add(place + "'" + column + "' is empty; fill it in.");
            }
        }
        Double score = number(row, "score", place);
        if (score != null && !(score >= 0 && score <= 1)) {
            problems.add(place + "score " + score + " lies outside [0,1]; divide it by its maximum.");
        }
        TaskType taskType = taskType(row, place);
        Double cost = number(row, "cost_usd", place);
        Double latency = number(row, "latency_ms", place);
        if (problems.size() == before && score != null && taskType != null) {
            rows.add(new ScoreRow(
                    word(row, "dataset"), word(row, "item"), word(row, "model"), score, taskType, cost, latency));
        }
    }

    private void columns(Set<String> found) throws RowFile.BadRows {
        List<String> missing =
                REQUIRED.stream().filter(column -> !found.contains(column)).toList();
        List<String> unknown = found.stream()
                .filter(column -> !REQUIRED.contains(column) && !OPTIONAL.contains(column))
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new RowFile.BadRows(file + ":1  "
                    + (missing.isEmpty() ? "" : "missing columns " + String.join(", ", missing) + "; ")
                    + (unknown.isEmpty() ? "" : "unknown columns " + String.join(", ", unknown) + "; ")
                    + "the columns are dataset,item,model,score[,task_type][,cost_usd][,latency_ms].");
        }
    }

    private @Nullable TaskType taskType(Map<String, JsonNode> row, String place) {
        String written = RowText.of(row, "task_type");
        TaskType taskType = written == null ? standard : new TaskType(written);
        if (taskType == null) {
            problems.add(place + "no task type; add the column task_type, or give --task-type for all rows.");
        } else if (!taxonomy.taskTypes().contains(taskType)) {
            problems.add(place + "task type '" + taskType + "' is not in the taxonomy; one of "
                    + String.join(
                            ", ",
                            taxonomy.taskTypes().stream().map(TaskType::label).toList()) + ".");
        }
        return taskType;
    }

    /** Null where absent, empty, or recorded as a problem. */
    private @Nullable Double number(Map<String, JsonNode> row, String column, String place) {
        String text = RowText.of(row, column);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        problems.add(place + column + " '" + text + "' is not a number of 0 or more.");
        return null;
    }

    private static String word(Map<String, JsonNode> row, String column) {
        String text = RowText.of(row, column);
        return text == null ? "" : text;
    }
}
