package dev.routeproof.providers.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.routeproof.routing.config.ByteOrderMark;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.Problems;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The recorded answers of a file, for the models that are asked for. Immutable. */
public final class RecordedAnswers {
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int PROBLEMS_SHOWN = 20;

    private final Map<String, Map<String, Kept>> byModel;

    private record Kept(RecordedAnswer answer, int line) {}

    private RecordedAnswers(Map<String, Map<String, Kept>> byModel) {
        this.byModel = byModel;
    }

    /**
     * Reads JSON lines, compressed with gzip or not; two lines with the same item and model are a problem.
     *
     * @param models wire names; lines of others are skipped
     */
    public static Loaded<RecordedAnswers> load(Path file, Set<String> models) {
        var problems = new ArrayList<Problem>();
        Map<String, Map<String, Kept>> answers = new HashMap<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine();
                    line != null && problems.size() < PROBLEMS_SHOWN;
                    line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(line, number, file, models, answers, problems);
                }
            }
        } catch (NoSuchFileException e) {
            problems.add(Problem.ofFile(file.toString(), "the file does not exist", "correct 'file' of the provider"));
        } catch (IOException e) {
            problems.add(Problem.ofFile(file.toString(), "the file cannot be read: " + e.getMessage(), null));
        }
        return problems.isEmpty()
                ? new Loaded.Ok<>(new RecordedAnswers(answers))
                : new Loaded.Broken<>(new Problems(problems));
    }

    private static void add(
            String line,
            int number,
            Path file,
            Set<String> models,
            Map<String, Map<String, Kept>> answers,
            List<Problem> problems) {
        try {
            RecordedLine read = RecordedLine.parse(line);
            if (models.contains(read.model())) {
                Kept first = answers.computeIfAbsent(read.model(), none -> new HashMap<>())
                        .putIfAbsent(read.item(), new Kept(read.answer(), number));
                if (first != null) {
                    problems.add(problem(
                            file,
                            number,
                            line,
                            "item '" + read.item() + "' of model '" + read.model() + "' stands already in line "
                                    + first.line(),
                            "keep one of the two"));
                }
            }
        } catch (IOException e) {
            String what = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            problems.add(problem(
                    file,
                    number,
                    line,
                    "the line cannot be read: " + what,
                    "write {\"item\": …, \"model\": …, \"output\": …}"));
        }
    }

    private static Problem problem(Path file, int number, String line, String message, String fix) {
        String excerpt = line.length() > 120 ? line.substring(0, 120) : line;
        return new Problem(file.toString(), number, 1, Math.min(excerpt.length(), 8), message, fix, excerpt);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            int magic = raw.read() << 8 | raw.read();
            raw.reset();
            InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
            return new BufferedReader(
                    new InputStreamReader(ByteOrderMark.skip(plain), StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Empty where the model was not recorded on the item. */
    public Optional<RecordedAnswer> find(String item, String model) {
        return Optional.ofNullable(byModel.getOrDefault(model, Map.of()).get(item))
                .map(Kept::answer);
    }

    /** Number of answers held. */
    public int size() {
        return byModel.values().stream().mapToInt(Map::size).sum();
    }
}
