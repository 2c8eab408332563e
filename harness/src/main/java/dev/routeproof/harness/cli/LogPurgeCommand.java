package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.ingest.Ingest;
import dev.routeproof.harness.log.LogDirectories;
import dev.routeproof.harness.log.Purge;
import dev.routeproof.harness.log.UnitNames;
import dev.routeproof.harness.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "purge",
        description = {
            "Take the exchanges of a user out of the evidence log for good, or all before a day; then out of the store.",
            "A count stays in their place, so that the log stays whole. Only sealed segments change; a proxy may run.",
            "Exit 6: some are in a segment that a proxy still has open; run it again when that is sealed (within an hour)."
        })
final class LogPurgeCommand extends HarnessCommand {
    @Parameters(paramLabel = "DIR", description = "log directories (default: the evidence home's log)")
    List<Path> directories = List.of();

    @Option(names = "--unit", paramLabel = "HASH", description = "a unit as the log names it; may be repeated")
    List<String> units = List.of();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "a user, session or project as the application names it; needs the log's install.key")
    List<String> users = List.of();

    @Option(names = "--before", paramLabel = "DATE", description = "everything before this day, UTC: 2026-06-01")
    @Nullable
    String before;

    @Option(names = "--dry-run", description = "only count")
    boolean dryRun;

    @Override
    Exit run() throws IOException {
        List<Path> from = LogDirectories.of(home, directories);
        Purge.Done done = Purge.run(from, what(from), dryRun);
        if (!dryRun && Files.exists(home.resolve("store.duckdb"))) {
            try (var store = Store.open(home)) {
                Ingest.run(store, from);
            }
        }
        if (json) {
            printJson(object(done));
        } else {
            print(done);
        }
        return done.stillOpen() > 0 ? Exit.INCONCLUSIVE : Exit.OK;
    }

    private Purge.What what(List<Path> from) throws IOException {
        boolean byUnit = !units.isEmpty() || !users.isEmpty();
        if (byUnit == (before != null)) {
            throw new UserError(Exit.USAGE, "Say whose exchanges must go (--user or --unit), or from when (--before).");
        }
        if (before != null) {
            try {
                return new Purge.What.Before(LocalDate.parse(before)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());
            } catch (DateTimeParseException wrong) {
                throw new UserError(Exit.USAGE, "--before takes a day such as 2026-06-01, not '" + before + "'.");
            }
        }
        var hashes = new HashSet<String>(units);
        if (!users.isEmpty()) {
            hashes.addAll(UnitNames.hashes(from, users));
        }
        return new Purge.What.Units(hashes);
    }

    private void print(Purge.Done done) {
        out().printf(
                        Locale.ROOT,
                        "%s %,d exchanges (%,d events) from %,d segments%s.%n",
                        dryRun ? "would purge" : "purged",
                        done.exchanges(),
                        done.events(),
                        done.segments(),
                        done.tornFiles() == 0 ? "" : ", and " + done.tornFiles() + " torn ends");
        if (done.stillOpen() > 0) {
            err().printf(
                            Locale.ROOT,
                            "%,d events to purge are in a segment that is still open. Run this again when it is sealed:"
                                    + " within an hour, or after the proxy has been stopped or started.%n",
                            done.stillOpen());
        }
    }

    private Map<String, Object> object(Purge.Done done) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.log-purge");
        object.put("version", 1);
        object.put("dry_run", dryRun);
        object.put("exchanges", done.exchanges());
        object.put("events", done.events());
        object.put("segments", done.segments());
        object.put("still_open", done.stillOpen());
        object.put("torn_files", done.tornFiles());
        return object;
    }
}
