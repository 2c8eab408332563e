package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.imports.RouterFile;
import dev.routeproof.harness.report.RoutersReport;
import dev.routeproof.harness.routers.RoutersJson;
import dev.routeproof.harness.routers.RoutersStudy;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.table.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "routers",
        description = {
            "Compare candidates on the recorded outcomes of a run, by the public scores of routers: RouterBench's AIQ,"
                    + " RouteLLM's APGR and CPT, RouterArena's score, each with its interval; and what each candidate loses by"
                    + " wrong labels and by its table.",
            "Nothing is asked and nothing is charged."
        })
final class RoutersCommand extends HarnessCommand {
    @Option(names = "--run", paramLabel = "ID", description = "which run (default: the newest)")
    @Nullable
    String runId;

    @Option(
            names = "--candidate",
            paramLabel = "FILE",
            description = "a candidate; may be repeated (default: all of candidates/ beside the run's catalog)")
    List<Path> candidates = List.of();

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "models the candidates' tables name (default: the run's catalog)")
    @Nullable
    Path catalog;

    @Option(
            names = "--recalibrated",
            description =
                    "try each candidate a second time, with its table as harness calibrate would make it of this run;"
                            + " each prompt is routed by a table that has not seen it")
    boolean recalibrated;

    @Option(
            names = "--others",
            paramLabel = "FILE",
            description =
                    "other routers to compare with: a table of router,dataset,item and the model it chose, its score"
                            + " (the higher, the more the prompt needs the strong model), or both")
    @Nullable
    Path others;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "the mode that is compared: eco, balanced or sport (default: balanced)")
    Mode mode = Mode.BALANCED;

    @Option(
            names = "--weak",
            paramLabel = "MODEL",
            description = "lower end of the gap that APGR and CPT measure (default: the cheapest model)")
    @Nullable
    String weak;

    @Option(names = "--strong", paramLabel = "MODEL", description = "its upper end (default: the most accurate model)")
    @Nullable
    String strong;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the HTML report (default: reports/ in the evidence home)")
    @Nullable
    Path file;

    @Override
    Exit run() throws IOException {
        try (var store = Store.open(home)) {
            var run = ScoreCommand.find(store, runId);
            var catalogFile = catalog == null ? Path.of(run.catalogPath()) : catalog;
            var routers = RoutersStudy.of(
                    store,
                    Analysis.of(RunData.load(store, run.runId())),
                    new RoutersStudy.Field(
                            TriedCandidate.all(catalogFile, candidates, err()),
                            recalibrated,
                            others == null ? List.of() : RouterFile.read(others)),
                    new RoutersStudy.Gap(weak, strong));
            var target = file == null ? home.resolve("reports").resolve("routers-" + run.runId() + ".html") : file;
            RoutersReport.write(routers, mode.word(), command(run.runId()), target);
            if (json) {
                printJson(RoutersJson.of(routers, mode.word(), target.toString()));
            } else {
                RoutersText.lines(routers, mode.word()).forEach(out()::println);
                out().println();
                out().println("Report   " + target.toAbsolutePath());
            }
            return Exit.OK;
        }
    }

    private String command(String run) {
        var words = new StringBuilder("harness routers --home " + home + " --run " + run);
        candidates.forEach(path -> words.append(" --candidate ").append(path));
        words.append(catalog == null ? "" : " --catalog " + catalog);
        words.append(recalibrated ? " --recalibrated" : "");
        words.append(others == null ? "" : " --others " + others);
        words.append(mode == Mode.BALANCED ? "" : " --mode " + mode.word());
        words.append(weak == null ? "" : " --weak " + weak);
        return words.append(strong == null ? "" : " --strong " + strong).toString();
    }
}
