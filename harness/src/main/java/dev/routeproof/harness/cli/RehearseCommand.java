package dev.routeproof.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.rehearse.Rehearsal;
import dev.routeproof.harness.rehearse.Score;
import dev.routeproof.harness.rehearse.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rehearse",
        description = {
            "See a whole canary in two minutes, on simulated models: each verdict beside the truth.",
            "Sticky users, drift, late votes, a ramp over five weeks of a clock of its own, automatic back-off.",
            "Exit codes: 0 every verdict is right, 5 one is wrong, 6 too little traffic to decide, 3 something broke."
        })
final class RehearseCommand extends HarnessCommand {
    /** More broken requests than this share, and the rehearsal proves nothing. */
    private static final double MOST_BROKEN = 0.01;

    @Option(
            names = "--plant",
            paramLabel = "TYPE:-POINTS",
            description = "make the candidate worse at a task type, for example code:-8")
    @Nullable
    String plant;

    @Option(names = "--seed", paramLabel = "N", description = "of users, votes and arms (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "in the five weeks; with too few nothing is decided (default: ${DEFAULT-VALUE})")
    int requests = Script.REQUESTS;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "evidence home of the rehearsal (default: a new folder in the temp folder)")
    @Nullable
    Path keep;

    @Option(names = "--proxy", hidden = true)
    @Nullable
    Path proxy;

    @Override
    Exit run() throws IOException, InterruptedException {
        if (requests < 1_000 || requests > 10_000_000) {
            throw new UserError(Exit.USAGE, "--requests " + requests + " is out of range: 1000 to 10000000.");
        }
        Script script = Script.of(plant, seed, requests);
        Path folder = folder();
        err().println("Rehearsing in " + folder + (plant == null ? "" : ", with " + plant + " planted") + ":");
        Rehearsal.document().lines().forEach(line -> err().println("  | " + line));
        err().println("  (margins and windows made for two minutes of simulated traffic, not for yours)");
        err().flush();
        var done = Rehearsal.run(script, folder, command(), line -> {
            err().println(line);
            err().flush();
        });
        err().printf(
                        Locale.ROOT,
                        "%,d requests, %,d votes, %,d errors, %,d broken, in %.0f s%n",
                        done.asked(),
                        done.voted(),
                        done.failed(),
                        done.broken(),
                        done.seconds());
        harness(folder, "ingest", folder.resolve("evidence/log").toString());
        JsonNode ab = harness(
                folder,
                "ab",
                "--experiment",
                Rehearsal.EXPERIMENT,
                "--config",
                folder.resolve("proxy.yaml").toString());
        Score score = Score.of(script, ab);
        boolean useless = done.asked() == 0
                || done.broken() > MOST_BROKEN * done.asked()
                || !done.complaint().isEmpty()
                || ab.path("verdict").asText().equals("unhealthy");
        if (json) {
            printJson(object(script, done, score, ab));
        } else {
            print(score, ab);
            if (!done.complaint().isEmpty()) {
                out().println(done.complaint());
            }
        }
        return useless
                ? Exit.BAD_CONFIG
                : score.wrong() ? Exit.CRITERIA_FAILED : score.open() ? Exit.INCONCLUSIVE : Exit.OK;
    }

    private Path folder() throws IOException {
        if (keep == null) {
            return Files.createTempDirectory("routeproof-rehearsal-");
        }
        if (Files.exists(keep.resolve("evidence"))) {
            throw new UserError(Exit.USAGE, "--keep " + keep + " holds a rehearsal already; name a new folder.");
        }
        return keep;
    }

    private Path command() {
        if (proxy != null) {
            return proxy;
        }
        String root = System.getProperty("routeproof.root");
        Path script = root == null ? null : Path.of(root, "scripts", "proxy");
        if (script == null || !Files.isExecutable(script)) {
            throw new UserError(
                    Exit.USAGE, "scripts/proxy is not where scripts/harness lies; run it as scripts/harness rehearse.");
        }
        return script;
    }

    /** Runs another command on the rehearsal's home, as the user would; its JSON. */
    private JsonNode harness(Path folder, String... command) throws IOException {
        var arguments = new String[command.length + 3];
        System.arraycopy(command, 0, arguments, 0, command.length);
        arguments[command.length] = "--home";
        arguments[command.length + 1] = folder.resolve("evidence").toString();
        arguments[command.length + 2] = "--json";
        var said = new StringWriter();
        int code = Harness.run(new PrintWriter(said), err(), arguments);
        if (said.toString().isBlank()) {
            throw new UserError(Exit.INTERNAL_ERROR, "harness " + String.join(" ", arguments) + " ended with " + code);
        }
        return new JsonMapper().readTree(said.toString());
    }

    private void print(Score score, JsonNode ab) {
        out().println();
        out().printf(Locale.ROOT, "%-10s %-10s %-10s%n", "task type", "verdict", "truth");
        for (Score.Line line : score.lines()) {
            out().printf(
                            Locale.ROOT,
                            "%-10s %-10s %-10s %-11s %s%n",
                            line.taskType(),
                            line.verdict(),
                            line.truth(),
                            line.remark(),
                            line.reason());
        }
        if (score.open()) {
            out().println("Too little traffic to decide; try --requests " + 2 * requests + ".");
        }
        if (ab.path("report").isTextual()) {
            out().println("report " + ab.path("report").asText());
        }
    }

    private Map<String, Object> object(Script script, Rehearsal.Done done, Score score, JsonNode ab) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.rehearse");
        object.put("version", 1);
        object.put("seed", script.seed());
        object.put("planted", plant);
        object.put("requests", done.asked());
        object.put("votes", done.voted());
        object.put("errors", done.failed());
        object.put("broken", done.broken());
        object.put("seconds", done.seconds());
        object.put("epochs", done.epochs());
        object.put("slices", score.lines());
        object.put("wrong", score.wrong());
        object.put("open", score.open());
        object.put("ab", ab);
        return object;
    }
}
