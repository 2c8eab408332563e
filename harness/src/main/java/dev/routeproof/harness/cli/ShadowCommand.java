package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.report.ShadowReport;
import dev.routeproof.harness.shadow.Setup;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.harness.shadow.ShadowJson;
import dev.routeproof.harness.shadow.ShadowStudy;
import dev.routeproof.harness.shadow.ShadowText;
import dev.routeproof.harness.store.Store;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "shadow",
        description = {
            "What each candidate would have done on the ingested traffic: task mix, routes, cost, coverage, overlap,"
                    + " and what cannot be known from shadow alone.",
            "Exit codes: 0 done, 2 nothing to study, 3 the log does not account for every request."
        })
final class ShadowCommand extends HarnessCommand {
    @Option(names = "--candidate", paramLabel = "ID", description = "only this one; may be repeated (default: all)")
    List<String> candidates = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "from this time or UTC day on, such as 2026-05-01 or 2026-05-01T10:00:00Z (default: all)")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "up to this time or UTC day, not included")
    @Nullable
    String until;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "proxy.yaml that names the catalog with the prices, and the candidates"
                    + " (default: proxy.yaml, else models.yaml, where there is one)")
    @Nullable
    Path config;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "the HTML report (default: reports/shadow.html in the evidence home)")
    @Nullable
    Path file;

    @Override
    Exit run() {
        var span = new ShadowStudy.Span(time("--since", since), time("--until", until));
        Setup setup = Setup.found(config);
        Shadow shadow;
        try (var store = Store.open(home)) {
            shadow = ShadowStudy.of(store, setup, span, candidates);
        }
        Path target = file == null ? home.resolve("reports").resolve("shadow.html") : file;
        ShadowReport.write(shadow, command(), target);
        if (json) {
            printJson(ShadowJson.of(shadow, target.toString()));
        } else {
            ShadowText.lines(shadow).forEach(out()::println);
            out().println();
            out().println("Report   " + target.toAbsolutePath());
        }
        if (!shadow.log().balanced()) {
            err().println("The log does not account for every request: "
                    + shadow.log().trouble());
            return Exit.BAD_CONFIG;
        }
        return Exit.OK;
    }

    private String command() {
        var words = new StringBuilder("harness shadow --home " + home);
        candidates.forEach(id -> words.append(" --candidate ").append(id));
        words.append(since == null ? "" : " --since " + since).append(until == null ? "" : " --until " + until);
        return words.append(config == null ? "" : " --config " + config).toString();
    }

    private static Optional<Instant> time(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException notATime) {
            throw new UserError(
                    Exit.USAGE,
                    option + " " + text + " is not a time; write it as 2026-05-01 or 2026-05-01T10:00:00Z.");
        }
    }
}
