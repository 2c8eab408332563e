package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Cascade;
import dev.routeproof.routing.classify.DecisionCache;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidates whose labels are compared with the true ones of a run. */
final class TriedCandidate {
    private static final Duration NO_HURRY = Duration.ofDays(1);

    private TriedCandidate() {}

    /**
     * {@code named}, else the first candidate of {@code candidates/} beside the catalog; null where there is none. One
     * that was not named and does not load is remarked on and left out.
     */
    static @Nullable Contender of(Path catalogFile, @Nullable Path named, PrintWriter remarks) {
        var found = all(catalogFile, named == null ? List.of() : List.of(named), remarks);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Likewise, all that are named, else all beside the catalog; none where there is no catalog. */
    static List<Contender> all(Path catalogFile, List<Path> named, PrintWriter remarks) {
        if (!Files.isRegularFile(catalogFile)) {
            if (!named.isEmpty()) {
                throw new UserError(
                        Exit.USAGE,
                        "There is no catalog " + catalogFile + ", so it is not known what the models of "
                                + named.getFirst() + " are.");
            }
            return List.of();
        }
        Catalog catalog = ConfigCheck.catalog(catalogFile);
        if (!named.isEmpty()) {
            return named.stream()
                    .map(file -> contender(CandidateFile.load(file, catalog).orThrow(), catalog))
                    .toList();
        }
        var found = new ArrayList<Contender>();
        for (Path file : beside(catalogFile)) {
            switch (CandidateFile.load(file, catalog)) {
                case Loaded.Ok<Candidate>(Candidate candidate) -> found.add(contender(candidate, catalog));
                case Loaded.Broken<Candidate> broken ->
                    remarks.println(file + " does not load, so the report says nothing about its classifier;"
                            + " harness check names the problems.");
            }
        }
        return found;
    }

    private static List<Path> beside(Path catalogFile) {
        Path folder = catalogFile.resolveSibling("candidates");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && ConfigCheck.isCandidate(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Contender contender(Candidate candidate, Catalog catalog) {
        var asked = candidate.cascade().stream().filter(StageSpec::immediate).toList();
        var cascade = new Cascade(
                asked, new SharedStages(), NO_HURRY, candidate.contentHash(), System::nanoTime, new DecisionCache());
        return new Contender(
                candidate.id(),
                catalog,
                candidate.table(),
                prompt -> Answers.atOnce(cascade.start(Glance.at(prompt))).classification(),
                asked.stream().map(StageSpec::kind).toList(),
                candidate.cascade().stream()
                        .filter(stage -> !stage.immediate())
                        .map(StageSpec::kind)
                        .toList());
    }
}
