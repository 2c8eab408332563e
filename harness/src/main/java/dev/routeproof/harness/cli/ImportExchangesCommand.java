package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.imports.ExchangeImport;
import dev.routeproof.harness.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "exchanges",
        description = {
            "Enter the exchanges of an experiment, one JSON object a line, however they were logged; harness ab judges them.",
            "Importing a file again, or the next part of the log, adds only what is new."
        })
final class ImportExchangesCommand extends HarnessCommand {
    @Parameters(paramLabel = "FILE", description = "the exchanges: .jsonl or .jsonl.gz")
    @Nullable
    Path file;

    @Option(
            names = "--rollout",
            paramLabel = "FILE",
            required = true,
            description = "the rollout document, which registers how the experiment is judged")
    @Nullable
    Path rollout;

    @Option(
            names = "--assigned",
            paramLabel = "FILE",
            description =
                    "lines of epoch, arm, task_type, assigned, counted at assignment: finds every missing exchange")
    @Nullable
    Path assigned;

    @Override
    Exit run() throws IOException {
        var order = new ExchangeImport.Order(Objects.requireNonNull(file), Objects.requireNonNull(rollout), assigned);
        ExchangeImport.Summary done;
        try (var store = Store.open(home)) {
            done = ExchangeImport.run(order, store, Clock.systemUTC());
        }
        if (done.registrationChanged()) {
            err().println("The rollout document of " + done.experiment()
                    + " is another one than at the import before; from now on this one counts.");
        }
        if (json) {
            printJson(object(done));
        } else {
            out().printf(
                            Locale.ROOT,
                            "experiment %s: %,d exchanges read, %,d of them new%s%s; assignments %s. Next: harness ab%n",
                            done.experiment(),
                            done.lines(),
                            done.fresh(),
                            done.changed() == 0
                                    ? ""
                                    : String.format(
                                            Locale.ROOT, ", %,d said before with another content", done.changed()),
                            done.withoutUnit() == 0
                                    ? ""
                                    : String.format(Locale.ROOT, ", %,d without a unit", done.withoutUnit()),
                            assigned == null ? "not provided" : "provided");
        }
        return Exit.OK;
    }

    private static Map<String, Object> object(ExchangeImport.Summary done) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.import-exchanges");
        object.put("version", 1);
        object.put("experiment", done.experiment());
        object.put("exchanges", done.lines());
        object.put("new", done.fresh());
        object.put("changed", done.changed());
        object.put("without_unit", done.withoutUnit());
        object.put("assigned_pages", done.pages());
        object.put("registration_changed", done.registrationChanged());
        return object;
    }
}
