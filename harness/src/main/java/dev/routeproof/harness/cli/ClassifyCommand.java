package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.PromptFile;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.harness.label.StageTimes;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.decide.RequestFacts;
import dev.routeproof.routing.decide.Router;
import dev.routeproof.routing.table.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "classify",
        description = "Say which task type a prompt is and why, or compare a labelled file with the classifier.")
final class ClassifyCommand extends HarnessCommand {
    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "the prompt")
    @Nullable
    String text;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "JSON lines with prompt and task_type (one label or a list of them), may be gzipped")
    @Nullable
    Path file;

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description = "what harness train wrote (default: candidates/classifier.json, here or of Routeproof)")
    @Nullable
    Path classifier;

    @Option(names = "--rules", paramLabel = "FILE", description = "rules that are asked first (default: none)")
    @Nullable
    Path rules;

    @Option(
            names = "--believe",
            paramLabel = "C",
            description = "confidence from which the rules are believed (default: ${DEFAULT-VALUE})")
    double believe = 0.8;

    @Option(
            names = "--candidate",
            paramLabel = "FILE",
            description = "ask the whole cascade of a candidate; calls to models and services are made and paid")
    @Nullable
    Path candidate;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "the candidate's catalog (default: models.yaml of the folder above it, or here)")
    @Nullable
    Path catalog;

    @Override
    Exit run() throws IOException {
        if ((text == null) == (file == null)) {
            throw new UserError(Exit.USAGE, "Name a prompt or a file: harness classify \"…\", or --file FILE.");
        }
        if (candidate != null && (classifier != null || rules != null)) {
            throw new UserError(
                    Exit.USAGE, "--candidate names its own rules and classifier; leave --rules and --classifier out.");
        }
        if (!(believe >= 0 && believe <= 1)) {
            throw new UserError(Exit.USAGE, "--believe " + believe + ": a confidence is a number from 0 to 1.");
        }
        try (Answers answers = answers()) {
            if (file == null) {
                one(answers, Prompt.of(text == null ? "" : text));
            } else {
                all(answers, PromptFile.read(file, answers.labels(), null));
            }
        }
        return Exit.OK;
    }

    private Answers answers() {
        if (candidate != null) {
            return Answers.of(candidate, catalog);
        }
        LinearModel model = LinearModel.load(classifierFile(classifier));
        var stages = new ArrayList<StageSpec>();
        if (rules != null) {
            stages.add(
                    new StageSpec.Rules(RulesFile.load(rules, taxonomy(model)).orThrow(), believe));
        }
        stages.add(new StageSpec.Linear(model, 0));
        return Answers.local(stages, model.labels());
    }

    private static Taxonomy taxonomy(LinearModel model) {
        var rubrics = new LinkedHashMap<TaskType, String>();
        model.labels().forEach(label -> rubrics.put(label, label.label()));
        return new Taxonomy(rubrics);
    }

    /** The named one, else the one of this folder, else the one of Routeproof. */
    static Path classifierFile(@Nullable Path named) {
        if (named != null) {
            return named;
        }
        Path here = Path.of("candidates", "classifier.json");
        String root = System.getProperty("routeproof.root");
        return Files.exists(here) || root == null ? here : Path.of(root).resolve(here);
    }

    private void one(Answers answers, Prompt prompt) {
        Cascaded answer = answers.explain(prompt);
        var routes = answers instanceof Answers.Whole whole ? routes(whole, answer, prompt) : Map.<String, String>of();
        if (json) {
            printJson(ClassifyText.object(answer, routes));
        } else {
            out().print(ClassifyText.sentence(answer, routes));
        }
    }

    /** Mode, then the model that the candidate's table picks. */
    private static Map<String, String> routes(Answers.Whole whole, Cascaded answer, Prompt prompt) {
        var router = new Router(whole.catalog(), whole.candidate().table(), Latencies.UNKNOWN);
        Features features = Features.of(prompt);
        var routes = new LinkedHashMap<String, String>();
        for (Mode mode : Mode.values()) {
            var facts = RequestFacts.plain(mode, features.text(), features.tokens(), features.outputTokens());
            routes.put(
                    mode.word(),
                    router.decide(answer.classification(), facts).model().value());
        }
        return routes;
    }

    private void all(Answers answers, List<PromptLine> lines) {
        var agreement = new Agreement();
        var stages = new StageTimes();
        long[] nanos = new long[lines.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            Cascaded answer = answers.classify(lines.get(i).prompt());
            nanos[i] = System.nanoTime() - start;
            agreement.add(lines.get(i), answer.classification());
            stages.add(answer);
        }
        Arrays.sort(nanos);
        double half = nanos[nanos.length / 2] / 1_000.0;
        double slow = nanos[(int) Math.min(nanos.length - 1, Math.ceil(nanos.length * 0.99))] / 1_000.0;
        if (json) {
            printJson(ClassifyText.object(agreement, stages, half, slow));
        } else {
            out().print(ClassifyText.table(agreement, stages, half, slow));
        }
    }
}
