import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import dev.routeproof.providers.embed.MiniLm;
import dev.routeproof.routing.classify.Cascade;
import dev.routeproof.routing.classify.CascadeStep;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.DecisionCache;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.LocalClassifier;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Rule;
import dev.routeproof.routing.classify.RulesClassifier;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Time and memory of each local stage, per prompt, after warming up; exit 5 where a limit is missed. */
public final class BenchClassify {
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** What huge prompts repeat. */
    private static final List<String> HUGE = List.of(
            "what does the function return when x[i] is 3, and why? ",
            "a.b(select",
            "東京の天気は。",
            "Ünïcödé größer als ſQL, ",
            "\\frac{1}{2} + ",
            "\n- ");

    private static boolean missed;
    private static Object sink = "";

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        List<Prompt> prompts = new ArrayList<>();
        try (var files = Files.walk(root.resolve("eval-datasets/data"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                read(file, prompts);
            }
        }
        for (String more : Arrays.asList(args).subList(1, args.length)) {
            read(Path.of(more), prompts);
        }
        List<Rule> written =
                RulesFile.load(root.resolve("candidates/rules.yaml"), Taxonomy.DEFAULT).orThrow();
        LinearModel model = LinearModel.load(root.resolve("candidates/classifier.json"));
        var rules = new RulesClassifier(written);
        var linear = new LinearClassifier(model);
        System.out.printf(
                Locale.ROOT,
                "%,d prompts, half of them up to %,d characters, the longest %,d%n",
                prompts.size(),
                length(prompts, 0.5),
                length(prompts, 1));
        var specs = List.<StageSpec>of(
                new StageSpec.Rules(written, 0.8), new StageSpec.Linear(model, 0.55));
        var shared = new SharedStages();
        var candidates = Stream.generate(() -> new Cascade(
                        specs, shared, Duration.ofMillis(25), "c", System::nanoTime, new DecisionCache()))
                .limit(3)
                .toList();
        candidates.getFirst().warmUp(Duration.ofMillis(500)); // as the proxy does before it listens
        young(rules, linear);
        stage("features + rules", prompts, prompt -> rules.classify(Features.of(prompt)), 50);
        stage("features + linear", prompts, prompt -> linear.classify(Features.of(prompt)), 100);
        stage("three candidates", prompts, prompt -> ofAll(candidates, Glance.at(prompt)), 100);
        for (int characters : new int[] {100_000, 5_000_000}) {
            for (String part : HUGE) {
                huge(part, characters, rules, linear);
            }
        }
        embedding("The quick brown fox jumps over a lazy dog while two curious owls discuss the price of tea. ");
        System.exit(missed ? 5 : 0);
    }

    /** The longest of a few huge prompts, each met once, in a process as young as a proxy that has just begun to listen. */
    private static void young(LocalClassifier rules, LocalClassifier linear) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double slowest = 0;
        double dearest = 0;
        for (String part : HUGE) {
            Prompt prompt = huge(part, 100_000);
            long used = thread.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            sink = both(prompt, rules, linear);
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e6);
            dearest = Math.max(dearest, (thread.getCurrentThreadCpuTime() - used) / 1e6);
        }
        missed |= dearest > 5;
        System.out.printf(
                Locale.ROOT,
                "young process: 100,000 characters, both stages, the slowest of %d: processor time %.3f ms (limit 5);"
                        + " by the clock, beside the compiler on this core, %.3f%n",
                HUGE.size(),
                dearest,
                slowest);
    }

    private static Object both(Prompt prompt, LocalClassifier rules, LocalClassifier linear) {
        Features features = Features.of(prompt);
        return List.of(rules.classify(features), linear.classify(features));
    }

    private static Classification ofAll(List<Cascade> candidates, Glance glance) {
        Classification last = Classification.UNKNOWN;
        for (Cascade candidate : candidates) {
            last = switch (candidate.start(glance).next()) {
                case CascadeStep.Decided(var outcome) -> outcome.classification();
                case CascadeStep.Needs needs -> throw new IllegalStateException("a local stage does not wait");
            };
        }
        return last;
    }

    /** Of a hundred words; the wait for the model's own thread is part of it. */
    private static void embedding(String sentence) throws IOException, InterruptedException {
        String text = String.join(" ", Arrays.asList(sentence.repeat(10).split(" ")).subList(0, 100));
        try (var model = new MiniLm()) {
            long start = System.nanoTime();
            sink = model.embed(text, Duration.ofMinutes(1));
            double first = (System.nanoTime() - start) / 1e6;
            long[] nanos = new long[300];
            for (int i = 0; i < nanos.length; i++) {
                start = System.nanoTime();
                sink = model.embed(text, Duration.ofMinutes(1));
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            double half = nanos[nanos.length / 2] / 1e6;
            missed |= half > 20;
            System.out.printf(
                    Locale.ROOT,
                    "embedding (minilm), 100 words: p50 %.1f ms (limit 20)  p99 %.1f ms; the first, with loading, %.0f ms%n",
                    half,
                    nanos[(int) (0.99 * (nanos.length - 1))] / 1e6,
                    first);
        }
    }

    private static void read(Path file, List<Prompt> prompts) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                var reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode text = JSON.readTree(line).path("prompt");
                if (text.isTextual()) {
                    prompts.add(Prompt.of(text.textValue()));
                }
            }
        }
    }

    private static int length(List<Prompt> prompts, double quantile) {
        int[] lengths = prompts.stream()
                .mapToInt(prompt -> prompt.messages().getFirst().text().length())
                .sorted()
                .toArray();
        return lengths[(int) (quantile * (lengths.length - 1))];
    }

    private static void stage(String name, List<Prompt> prompts, Function<Prompt, Classification> stage, int limit) {
        for (int round = 0; round < WARM_UP; round++) {
            prompts.forEach(prompt -> sink = stage.apply(prompt));
        }
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[][] nanos = new long[prompts.size()][ROUNDS];
        long bytes = thread.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                sink = stage.apply(prompts.get(i));
                nanos[i][round] = System.nanoTime() - start;
            }
        }
        bytes = thread.getCurrentThreadAllocatedBytes() - bytes;
        double[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).mapToDouble(n -> n / 1e3).sorted().toArray();
        double[] usual = Arrays.stream(nanos)
                .mapToDouble(rounds -> Arrays.stream(rounds).sorted().toArray()[ROUNDS / 2] / 1e3)
                .sorted()
                .toArray();
        double slow = usual[(int) (0.99 * (usual.length - 1))];
        missed |= slow > limit;
        System.out.printf(
                Locale.ROOT,
                "%-18s p50 %5.1f µs  p99 %5.1f µs (limit %d; the median of %d rounds of each prompt; of every"
                        + " single measurement %.1f)  %,d bytes%n",
                name,
                usual[usual.length / 2],
                slow,
                limit,
                ROUNDS,
                all[(int) (0.99 * (all.length - 1))],
                bytes / all.length);
    }

    private static Prompt huge(String part, int characters) {
        return Prompt.of(part.repeat(characters / part.length() + 1).substring(0, characters));
    }

    private static void huge(String part, int characters, LocalClassifier rules, LocalClassifier linear) {
        Prompt prompt = huge(part, characters);
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            sink = both(prompt, rules, linear);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        double slow = nanos[(int) (0.99 * (nanos.length - 1))] / 1e6;
        missed |= slow > 5;
        System.out.printf(
                Locale.ROOT,
                "%,9d characters of %-12s both stages: p50 %.3f ms  p99 %.3f ms (limit 5)%n",
                characters,
                part.substring(0, Math.min(10, part.length())).strip() + "…",
                nanos[nanos.length / 2] / 1e6,
                slow);
    }
}
