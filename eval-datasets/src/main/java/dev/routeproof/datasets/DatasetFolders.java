package dev.routeproof.datasets;

import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds dataset folders: those that hold a {@code card.yaml}. */
public final class DatasetFolders {
    private static final int DEEPEST = 4;

    private DatasetFolders() {}

    /** The datasets at or below each of {@code roots}, sorted by path; a root without any is a problem. */
    public static Loaded<List<Path>> find(Path... roots) {
        ProblemCollector problems = new ProblemCollector();
        SequencedSet<Path> found = new TreeSet<>();
        for (Path root : roots) {
            List<Path> below = below(root, problems);
            if (below.isEmpty()) {
                String what = Files.isDirectory(root)
                        ? "no dataset here: no folder with a card.yaml"
                        : "there is no such folder";
                problems.add(Problem.ofFile(root.toString(), what, "name a dataset folder, or one that holds some"));
            }
            found.addAll(below);
        }
        return problems.outcome(List.copyOf(found));
    }

    private static List<Path> below(Path root, ProblemCollector problems) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            return files.filter(folder -> Files.isRegularFile(folder.resolve("card.yaml")))
                    .map(Path::normalize)
                    .toList();
        } catch (IOException failed) {
            problems.add(Problem.ofFile(root.toString(), "cannot be read: " + failed.getMessage(), null));
            return List.of();
        }
    }
}
