package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Look at the environment: JDK, keys (never printed), endpoints, age of prices, evidence home.")
final class DoctorCommand extends HarnessCommand {
    @Option(names = "--catalog", paramLabel = "FILE", description = "catalog (default: ${DEFAULT-VALUE})")
    Path catalog = Path.of("models.yaml");

    @Override
    Exit run() {
        var findings = new ArrayList<Finding>();
        findings.addAll(Surroundings.machine(home));
        var loaded = ConfigCheck.catalog(catalog);
        findings.add(Surroundings.prices(loaded, LocalDate.now(ZoneOffset.UTC)));
        findings.addAll(Surroundings.keys(loaded, System::getenv));
        findings.addAll(Endpoints.reach(loaded));
        if (json) {
            printJson(object(findings));
        } else {
            findings.forEach(finding -> out().println(finding.line()));
        }
        return findings.stream()
                .filter(finding -> finding.state() == State.BAD)
                .map(Finding::exit)
                .findFirst()
                .orElse(Exit.OK);
    }

    private static Map<String, Object> object(List<Finding> findings) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.doctor");
        object.put("version", 1);
        object.put("findings", findings);
        return object;
    }

    /** How serious a finding is; only BAD decides the exit code. */
    enum State {
        OK,
        NOTE,
        BAD
    }

    /** One thing that was looked at. */
    record Finding(State state, String what, String detail, Exit exit) {
        static Finding ok(String what, String detail) {
            return new Finding(State.OK, what, detail, Exit.OK);
        }

        static Finding note(String what, String detail) {
            return new Finding(State.NOTE, what, detail, Exit.OK);
        }

        static Finding bad(String what, String detail, Exit exit) {
            return new Finding(State.BAD, what, detail, exit);
        }

        String line() {
            var mark = switch (state) {
                case OK -> "ok  ";
                case NOTE -> "note";
                case BAD -> "BAD ";
            };
            return mark + "  " + what + ": " + detail;
        }
    }
}
