package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.cli.DoctorCommand.Finding;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.config.Env;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What doctor finds without the network. */
final class Surroundings {
    /** Prices older than this are worth a look, days. */
    private static final int STALE_DAYS = 120;

    private Surroundings() {}

    static List<Finding> machine(Path home) {
        var runtime = Runtime.getRuntime();
        var findings = new ArrayList<Finding>();
        findings.add(
                Runtime.version().feature() == 25
                        ? Finding.ok("JDK", Runtime.version() + " at " + System.getProperty("java.home"))
                        : Finding.bad("JDK", Runtime.version() + ", and Routeproof is built for 25", Exit.BAD_CONFIG));
        findings.add(Finding.ok(
                "machine",
                runtime.availableProcessors() + " cores, heap up to " + runtime.maxMemory() / (1 << 20) + " MiB"));
        var folder = home.toAbsolutePath();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        findings.add(
                folder != null && Files.isWritable(folder)
                        ? Finding.ok("evidence home", home.toAbsolutePath().toString())
                        : Finding.bad(
                                "evidence home", home + " cannot be written; choose another --home", Exit.BAD_CONFIG));
        return findings;
    }

    static Finding prices(Catalog catalog, LocalDate today) {
        var date = catalog.pricesAsOf();
        if (date == null) {
            return Finding.note("prices", "the catalog does not say of when; add prices_as_of: YYYY-MM-DD");
        }
        long days = ChronoUnit.DAYS.between(date, today);
        return days > STALE_DAYS
                ? Finding.note(
                        "prices", "as of " + date + ", " + days + " days old; compare them with the providers' pages")
                : Finding.ok("prices", "as of " + date);
    }

    static List<Finding> keys(Catalog catalog, Env environment) {
        var findings = new ArrayList<Finding>();
        for (var provider : catalog.providers().values()) {
            var name = provider.keyEnv();
            if (name != null) {
                var value = environment.value(name);
                findings.add(
                        value == null || value.isBlank()
                                ? Finding.bad("key of " + provider.id(), name + " is not set", Exit.MISSING_KEY)
                                : Finding.ok("key of " + provider.id(), name + " is set"));
            }
        }
        return findings;
    }
}
