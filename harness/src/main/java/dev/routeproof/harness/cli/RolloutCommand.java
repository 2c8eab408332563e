package dev.routeproof.harness.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.rollout.AdminClient;
import dev.routeproof.harness.rollout.RolloutText;
import dev.routeproof.routing.config.Env;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollout",
        description = {
            "See and change the rollout of the proxy that runs on this machine; each change opens an epoch in its log.",
            "Changes hold until the rollout document is replaced: they survive restarts."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RolloutCommand.Status.class,
            RolloutCommand.Set.class,
            RolloutCommand.Pause.class,
            RolloutCommand.Resume.class,
            RolloutCommand.BackOff.class,
            RolloutCommand.Kill.class,
        })
final class RolloutCommand extends HarnessCommand {
    @Override
    Exit run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which order? For example: harness rollout status");
    }

    /** An order: what is sent, then the rollout as it is after it. */
    abstract static class Order extends HarnessCommand {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "the running proxy's file (default: ${DEFAULT-VALUE})")
        Path config = Path.of("proxy.yaml");

        @Option(
                names = "--admin",
                paramLabel = "HOST:PORT",
                description = "its admin listener (default: as that file says)")
        @Nullable
        String admin;

        /** Sends the order; what the proxy says of it, or null where nothing was ordered. */
        abstract @Nullable String give(AdminClient proxy);

        @Override
        final Exit run() {
            try (var proxy = AdminClient.of(config, admin, Env.SYSTEM)) {
                String said = give(proxy);
                var rollout = proxy.get("/admin/rollout");
                if (json) {
                    var object = new LinkedHashMap<String, Object>();
                    object.put("schema", "routeproof.rollout");
                    object.put("version", 1);
                    object.put("said", said);
                    object.put("rollout", rollout);
                    printJson(object);
                } else {
                    if (said != null) {
                        out().println(said);
                    }
                    RolloutText.lines(rollout).forEach(out()::println);
                }
            }
            return Exit.OK;
        }

        static String body(Map<String, ?> fields) {
            return new JsonMapper().valueToTree(fields).toString();
        }
    }

    @Command(name = "status", description = "The experiment, phase, shares, back-offs and epoch in effect.")
    static final class Status extends Order {
        @Override
        @Nullable
        String give(AdminClient proxy) {
            return null;
        }
    }

    @Command(name = "set", description = "Change the phase, the candidate's share or the hold-out.")
    static final class Set extends Order {
        @Option(names = "--percent", paramLabel = "P", description = "share that the candidate gets, 0 to 100")
        @Nullable
        Double percent;

        @Option(names = "--holdout", paramLabel = "P", description = "share that never leaves the default, 0 to 100")
        @Nullable
        Double holdout;

        @Option(names = "--phase", paramLabel = "PHASE", description = "off, shadow, canary, ramp or full")
        @Nullable
        String phase;

        @Override
        String give(AdminClient proxy) {
            var fields = new LinkedHashMap<String, Object>();
            put(fields, "phase", phase);
            put(fields, "percent", percent);
            put(fields, "holdout", holdout);
            if (fields.isEmpty()) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "Set what? For example: harness rollout set --percent 20");
            }
            return proxy.order("PUT", "/admin/rollout", body(fields));
        }

        private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, value);
            }
        }
    }

    @Command(
            name = "pause",
            description = "Back to shadow: everybody gets the default, candidates are still evaluated.")
    static final class Pause extends Order {
        @Override
        String give(AdminClient proxy) {
            return proxy.order("POST", "/admin/pause", "");
        }
    }

    @Command(name = "resume", description = "End a pause or a kill: phase, share and back-offs of before.")
    static final class Resume extends Order {
        @Override
        String give(AdminClient proxy) {
            return proxy.order("POST", "/admin/resume", "");
        }
    }

    @Command(name = "back-off", description = "Send task types to the default, in every arm; --lift ends that.")
    static final class BackOff extends Order {
        @Parameters(paramLabel = "TYPE", arity = "1..*", description = "task types")
        List<String> types = new ArrayList<>();

        @Option(names = "--lift", description = "route them by the candidate again")
        boolean lift;

        @Override
        String give(AdminClient proxy) {
            return proxy.order("POST", "/admin/back-off", body(Map.of(lift ? "remove" : "add", types)));
        }
    }

    @Command(name = "kill", description = "Everything to the default from the next request on, whatever else is set.")
    static final class Kill extends Order {
        @Override
        String give(AdminClient proxy) {
            return proxy.order("POST", "/admin/kill", "");
        }
    }
}
