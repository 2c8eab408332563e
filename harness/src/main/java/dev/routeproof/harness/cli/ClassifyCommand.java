package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.PromptFile;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Explained;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.LocalCascade;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.RulesClassifier;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @Override
    Exit run() throws IOException {
        if ((text == null) == (file == null)) {
            throw new UserError(Exit.USAGE, "Name a prompt or a file: harness classify \"…\", or --file FILE.");
        }
        LocalCascade cascade = cascade();
        if (file == null) {
            one(cascade, text == null ? "" : text);
        } else {
            all(cascade, PromptFile.read(file));
        }
        return Exit.OK;
    }

    private LocalCascade cascade() {
        var stages = new ArrayList<LocalCascade.Stage>();
        if (rules != null) {
            var loaded = RulesFile.load(rules, Taxonomy.DEFAULT).orThrow();
            stages.add(new LocalCascade.Stage(new RulesClassifier(loaded), believe));
        }
        stages.add(new LocalCascade.Stage(new LinearClassifier(LinearModel.load(classifierFile(classifier))), 0));
        return new LocalCascade(stages);
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

    private void one(LocalCascade cascade, String prompt) {
        long start = System.nanoTime();
        Explained answer = cascade.explain(Features.of(Prompt.of(prompt)));
        long micros = (System.nanoTime() - start) / 1_000;
        if (json) {
            printJson(ClassifyText.object(answer, micros));
        } else {
            out().print(ClassifyText.sentence(answer));
        }
    }

    private void all(LocalCascade cascade, List<PromptLine> lines) {
        var agreement = new Agreement();
        long[] nanos = new long[lines.size()];
        for (int i = 0; i < nanos.length; i++) {
            Prompt prompt = lines.get(i).prompt();
            long start = System.nanoTime();
            Classification answer = cascade.classify(Features.of(prompt));
            nanos[i] = System.nanoTime() - start;
            agreement.add(lines.get(i), answer);
        }
        Arrays.sort(nanos);
        double half = nanos[nanos.length / 2] / 1_000.0;
        double slow = nanos[(int) Math.min(nanos.length - 1, Math.ceil(nanos.length * 0.99))] / 1_000.0;
        if (json) {
            printJson(ClassifyText.object(agreement, half, slow));
        } else {
            out().print(ClassifyText.table(agreement, half, slow));
        }
    }
}
