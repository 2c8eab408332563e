package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.ingest.Ingest;
import dev.routeproof.harness.ingest.LoggedExperiments;
import dev.routeproof.harness.log.LogDirectories;
import dev.routeproof.harness.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = "Bring evidence log segments into the store, every event exactly once, in any order.")
final class IngestCommand extends HarnessCommand {
    @Parameters(paramLabel = "DIR", description = "log directories (default: the evidence home's log)")
    List<Path> directories = List.of();

    @Override
    Exit run() throws IOException {
        List<Path> from = LogDirectories.of(home, directories);
        long begun = System.nanoTime();
        Ingest.Summary done;
        List<String> experiments;
        try (var store = Store.open(home)) {
            done = Ingest.run(store, from);
            experiments = LoggedExperiments.refresh(store, Clock.systemUTC());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (json) {
            printJson(object(done, seconds, experiments));
        } else {
            print(done, seconds);
            for (String experiment : experiments) {
                out().println("Experiment " + experiment + " is ready: harness ab --experiment " + experiment);
            }
        }
        return done.damaged() > 0 || done.unreadable() > 0 ? Exit.BAD_CONFIG : Exit.OK;
    }

    private void print(Ingest.Summary done, double seconds) {
        out().printf(
                        Locale.ROOT,
                        "%,d new events from %,d segments in %.1f s (%,d segments unchanged, %,d duplicates kept once).%n",
                        done.events(),
                        done.segments(),
                        seconds,
                        done.unchanged(),
                        done.duplicates());
        if (done.purged() > 0) {
            out().printf(
                            Locale.ROOT,
                            "%,d events were purged from the log, and are not in the store.%n",
                            done.purged());
        }
        if (done.tailBytes() > 0) {
            out().printf(
                            Locale.ROOT,
                            "%,d bytes at the end of open segments are not whole yet; run ingest again later.%n",
                            done.tailBytes());
        }
        if (done.damaged() > 0) {
            err().printf(
                            Locale.ROOT,
                            "CORRUPTION: %,d damaged stretches (%,d bytes) were passed over; `harness log verify` names them.%n",
                            done.damaged(),
                            done.damagedBytes());
        }
        if (done.unreadable() > 0) {
            err().printf(
                            Locale.ROOT,
                            "%,d whole records were not understood: was the log written by a newer Routeproof?%n",
                            done.unreadable());
        }
    }

    private static Map<String, Object> object(Ingest.Summary done, double seconds, List<String> experiments) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.ingest");
        object.put("version", 1);
        object.put("segments", done.segments());
        object.put("unchanged", done.unchanged());
        object.put("events", done.events());
        object.put("purged", done.purged());
        object.put("duplicates", done.duplicates());
        object.put("damaged", done.damaged());
        object.put("damaged_bytes", done.damagedBytes());
        object.put("unreadable", done.unreadable());
        object.put("tail_bytes", done.tailBytes());
        object.put("experiments", experiments);
        object.put("seconds", seconds);
        return object;
    }
}
