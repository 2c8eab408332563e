package dev.routeproof.harness.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.rollout.AdminClient;
import dev.routeproof.harness.rollout.Fleet;
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
            "See and change the rollout of a running proxy, or of several at once; each change opens an epoch in its log.",
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
                description = "the running proxy's file; several for several proxies (default: proxy.yaml)")
        List<Path> configs = List.of(Path.of("proxy.yaml"));

        @Option(
                names = "--admin",
                paramLabel = "HOST:PORT",
                split = ",",
                description =
                        "its admin listener; several for several proxies with one token (default: as that file says)")
        List<String> admins = List.of();

        /** Sends the order; what the proxy says of it, or null where nothing was ordered. */
        abstract @Nullable String give(AdminClient proxy);

        @Override
        final Exit run() {
            var answers = Fleet.of(configs, admins).give(this::give, Env.SYSTEM);
            if (json) {
                printJson(object(answers));
            } else {
                RolloutText.answers(answers).forEach(out()::println);
            }
            RolloutText.problems(answers).forEach(err()::println);
            return Fleet.exit(answers);
        }

        /** Of one proxy its answer, of several the first that answered, and each. */
        private static Map<String, @Nullable Object> object(List<Fleet.Answer> answers) {
            var shown = answers.stream()
                    .filter(answer -> answer.rollout() != null)
                    .findFirst()
                    .orElse(answers.getFirst());
            var object = new LinkedHashMap<String, @Nullable Object>();
            object.put("schema", "routeproof.rollout");
            object.put("version", 1);
            object.put("said", shown.said());
            object.put("rollout", shown.rollout());
            object.put("proxies", answers.size() == 1 ? null : answers);
            object.put("differ", Fleet.differences(answers));
            return object;
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
