package dev.routeproof.routing.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads text that people wrote, whole files of YAML or single lines of JSON, through a shape. */
public final class ConfigText {
    private static final long MAX_BYTES = 16L << 20;

    private ConfigText() {}

    /** A YAML file, every problem collected. */
    public static <T> Loaded<T> yaml(Path file, Shape<T> shape) {
        var problems = new ProblemCollector();
        T value = yaml(file, shape, problems);
        return problems.outcome(value);
    }

    /** A YAML file; null with the problems recorded where it has no value. */
    public static <T> @Nullable T yaml(Path file, Shape<T> shape, ProblemCollector problems) {
        String text = text(file, problems);
        if (text == null) {
            return null;
        }
        return yaml(Source.ofFile(file, text), shape, problems);
    }

    /** YAML text; null with the problems recorded where it has no value. */
    public static <T> @Nullable T yaml(Source source, Shape<T> shape, ProblemCollector problems) {
        Node root = YamlTree.read(source, problems);
        return root == null ? null : shape.read(root, problems);
    }

    /** One JSON value, such as a line of a dataset; null with the problems recorded where it has no value. */
    public static <T> @Nullable T json(Source source, Shape<T> shape, ProblemCollector problems) {
        Node root = JsonTree.read(source, problems);
        return root == null ? null : shape.read(root, problems);
    }

    /** A UTF-8 file of at most 16 MiB; null with the problem recorded where it cannot be read. */
    public static @Nullable String text(Path file, ProblemCollector problems) {
        try {
            if (Files.isDirectory(file)) {
                problems.add(Problem.ofFile(file.toString(), "this is a folder", "name a file"));
                return null;
            }
            if (Files.size(file) > MAX_BYTES) {
                problems.add(Problem.ofFile(file.toString(), "the file is larger than 16 MiB", "split it"));
                return null;
            }
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException missing) {
            problems.add(Problem.ofFile(file.toString(), "there is no such file", "check the path"));
        } catch (CharacterCodingException broken) {
            problems.add(Problem.ofFile(file.toString(), "the file is not UTF-8 text", "save it as UTF-8"));
        } catch (IOException broken) {
            problems.add(Problem.ofFile(file.toString(), "cannot be read: " + broken.getMessage(), null));
        }
        return null;
    }
}
