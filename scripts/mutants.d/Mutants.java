import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Applies each mutant of mutants.txt to a copy of its file, compiles that file alone against the compiled module, and
 * runs the tests of its package, then the simulation table. A mutant is noticed when a test fails.
 */
public final class Mutants {
    private static final long MINUTES = 5;
    private static final String TABLE = "dev.routeproof.stats.simulate.SimulationTableTest";

    private final Path root;
    private final Path scratch;

    private Mutants(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    record Mutant(String name, Path file, String before, String after) {}

    record Verdict(Mutant mutant, String noticedBy) {
        boolean survived() {
            return noticedBy.isEmpty();
        }
    }

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        List<String> words = List.of(args).subList(1, args.length);
        List<Mutant> mutants = read(root.resolve("scripts/mutants.d/mutants.txt")).stream()
                .filter(m -> words.isEmpty() || words.stream().anyMatch(m.name()::contains))
                .toList();
        Path scratch = Files.createTempDirectory("mutants");
        try {
            System.exit(new Mutants(root, scratch).run(mutants));
        } finally {
            delete(scratch);
        }
    }

    private int run(List<Mutant> mutants) throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        try (var workers = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))) {
            List<Callable<Verdict>> tasks = new ArrayList<>();
            for (int i = 0; i < mutants.size(); i++) {
                Mutant mutant = mutants.get(i);
                Path place = Files.createDirectories(scratch.resolve("m" + i));
                tasks.add(() -> judge(mutant, place));
            }
            for (var future : workers.invokeAll(tasks)) {
                verdicts.add(future.get());
            }
        }
        List<Verdict> survivors = verdicts.stream().filter(Verdict::survived).toList();
        survivors.forEach(v -> System.out.println("SURVIVED  " + v.mutant().name()));
        double share = 1 - (double) survivors.size() / verdicts.size();
        System.out.printf(
                "%d of %d mutants noticed, %.1f %%%n",
                verdicts.size() - survivors.size(), verdicts.size(), 100 * share);
        return share >= 0.95 ? 0 : 5;
    }

    private Verdict judge(Mutant mutant, Path place) throws Exception {
        compile(mutant, place);
        String noticedBy = "";
        for (String tests : suites(mutant)) {
            if (noticedBy.isEmpty() && red(mutant, place, tests)) {
                noticedBy = tests.equals(TABLE) ? "the simulation table" : "the tests of its package";
            }
        }
        System.out.printf(
                "%-9s %s%s%n",
                noticedBy.isEmpty() ? "survived" : "noticed",
                mutant.name(),
                noticedBy.isEmpty() ? "" : ", by " + noticedBy);
        return new Verdict(mutant, noticedBy);
    }

    private static List<String> suites(Mutant mutant) {
        String folder = mutant.file().getParent().toString().replace(File.separatorChar, '.');
        String name = folder.substring(folder.indexOf("dev.routeproof"));
        return name.endsWith(".simulate") ? List.of(TABLE) : List.of(name + "\\.(?!Simulation)[A-Za-z]+Test", TABLE);
    }

    private void compile(Mutant mutant, Path place) throws IOException {
        String source = Files.readString(root.resolve(mutant.file()));
        int at = source.indexOf(mutant.before());
        if (at < 0 || source.indexOf(mutant.before(), at + 1) >= 0) {
            throw new IllegalStateException("mutants.txt, '" + mutant.name() + "': its text must stand exactly once in "
                    + mutant.file() + "; bring the mutant up to date.");
        }
        Path copy = place.resolve(mutant.file().getFileName());
        Files.writeString(copy, source.replace(mutant.before(), mutant.after()));
        var errors = new java.io.ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classpath(mutant, place),
                        "-d",
                        Files.createDirectories(place.resolve("classes")).toString(),
                        copy.toString());
        if (code != 0) {
            throw new IllegalStateException(
                    "mutants.txt, '" + mutant.name() + "' does not compile:\n" + errors.toString(UTF_8));
        }
    }

    /** Whether a test fails, or the tests do not end. */
    private boolean red(Mutant mutant, Path place, String tests) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx700m",
                        "-cp",
                        classpath(mutant, place),
                        "org.junit.platform.console.ConsoleLauncher",
                        "execute",
                        "--disable-banner",
                        "--details=none",
                        "--fail-fast",
                        "--scan-classpath=" + module(mutant).resolve("target/test-classes"),
                        "--include-classname=" + tests)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("tests.log").toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return true;
        }
        int code = process.exitValue();
        if (code != 0 && code != 1) {
            throw new IllegalStateException("the tests of '" + mutant.name() + "' did not run:\n"
                    + Files.readString(place.resolve("tests.log")));
        }
        return code == 1;
    }

    private String classpath(Mutant mutant, Path place) throws IOException {
        Path target = module(mutant).resolve("target");
        return String.join(
                File.pathSeparator,
                place.resolve("classes").toString(),
                target.resolve("classes").toString(),
                target.resolve("test-classes").toString(),
                Files.readString(target.resolve("test-classpath.txt")).strip());
    }

    private Path module(Mutant mutant) {
        return root.resolve(mutant.file().getName(0));
    }

    /** A mutant is a line '@ name', a line with its file, then lines '- old' and '+ new'; # starts a comment. */
    private static List<Mutant> read(Path data) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        String name = "";
        String file = "";
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(data));
        lines.add("@ end");
        for (String line : lines) {
            if (line.startsWith("@ ")) {
                if (!name.isEmpty()) {
                    mutants.add(new Mutant(
                            name, Path.of(file), String.join("\n", before), String.join("\n", after)));
                }
                name = line.substring(2);
                before.clear();
                after.clear();
            } else if (line.startsWith("- ")) {
                before.add(line.substring(2));
            } else if (line.startsWith("+")) {
                after.add(line.length() > 1 ? line.substring(2) : "");
            } else if (!line.isBlank() && !line.startsWith("#")) {
                file = line.strip();
            }
        }
        return mutants;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        }
    }
}
