package dev.routeproof.harness.label;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prompts as a spreadsheet: {@code prompt, task_type, id, suggestion, confidence}; a person fills {@code task_type}.
 *
 * <p>No cell is taken for a formula: one that begins like one has an apostrophe before it, which reading takes away. Only
 * the last message of a conversation is shown, and comes back. Half a character, which no file can hold, becomes {@code ?}.
 */
public final class LabelSheet {
    private static final String FORMULA = "=+-@\t\r\n";

    private LabelSheet() {}

    public static void write(Path file, List<Asked> prompts, boolean suggest) throws IOException {
        var text = new StringBuilder("prompt,task_type,id").append(suggest ? ",suggestion,confidence\r\n" : "\r\n");
        for (Asked asked : prompts) {
            var cells =
                    new ArrayList<>(List.of(asked.prompt().messages().getLast().text(), "", asked.key()));
            if (suggest) {
                var label = asked.answer().taskType();
                cells.add(label == null ? "" : label.label());
                cells.add("%.2f".formatted(asked.answer().confidence()));
            }
            text.append(cells.stream().map(LabelSheet::cell).collect(Collectors.joining(",", "", "\r\n")));
        }
        Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The rows with a label; {@link UserError} with every row that cannot be read. */
    public static List<Label> read(Path file, Set<String> labels) throws IOException {
        if (!file.toString().endsWith(".csv")) {
            throw new UserError(Exit.USAGE, file + " is no .csv file; --import takes what --csv wrote.");
        }
        var given = new ArrayList<Label>();
        for (PromptLine line : PromptFile.read(file, labels, null)) {
            if (!line.accepted().isEmpty()) {
                Prompt prompt = Prompt.of(bare(line.text()));
                String key = line.named() ? bare(line.id()) : Asked.key(prompt);
                given.add(new Label(key, prompt, line.accepted().getFirst(), "import"));
            }
        }
        return given;
    }

    static String cell(String raw) {
        String safe = startsLikeFormula(raw) || startsLikeFormula(raw.replaceFirst("^'+", "")) ? "'" + raw : raw;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** A cell as it was before {@link #cell}. */
    static String bare(String cell) {
        boolean marked = cell.startsWith("'") && startsLikeFormula(cell.replaceFirst("^'+", ""));
        return marked ? cell.substring(1) : cell;
    }

    private static boolean startsLikeFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
