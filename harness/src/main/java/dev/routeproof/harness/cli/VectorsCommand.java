package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.lab.vectors.VectorCheck;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "vectors",
        description =
                "Answer reference vectors of other statistical libraries, and name every one we miss or do not answer.")
final class VectorsCommand extends HarnessCommand {
    @Option(names = "--file", required = true, paramLabel = "FILE", description = "JSON with a list 'vectors'")
    Path file = Path.of("vectors.json");

    @Override
    Exit run() {
        VectorCheck check = VectorCheck.of(file);
        if (json) {
            printJson(object(check));
        } else {
            check.failed()
                    .forEach(miss -> out().printf(
                                    "failed       %s  %s: expected %s, ours %s%n",
                                    miss.id(), miss.key(), miss.expected(), shown(miss.actual())));
            check.unsupported().forEach((id, reason) -> out().printf("unsupported  %s  %s%n", id, reason));
            long failed =
                    check.failed().stream().map(VectorCheck.Miss::id).distinct().count();
            out().printf(
                            "%d vectors: %d passed, %d failed, %d unsupported%n",
                            check.total(),
                            check.passed(),
                            failed,
                            check.unsupported().size());
        }
        return check.failed().isEmpty() ? Exit.OK : Exit.CRITERIA_FAILED;
    }

    private static Map<String, Object> object(VectorCheck check) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.lab.vectors");
        object.put("version", 1);
        object.put("total", check.total());
        object.put("passed", check.passed());
        object.put("failed", check.failed());
        object.put("unsupported", check.unsupported().keySet());
        object.put("reasons", check.unsupported());
        return object;
    }

    private static String shown(Object actual) {
        return actual instanceof double[] values ? Arrays.toString(values) : String.valueOf(actual);
    }
}
