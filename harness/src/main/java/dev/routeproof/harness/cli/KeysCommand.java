package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.rollout.KeyFileEntry;
import dev.routeproof.routing.config.proxy.VirtualKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = "Virtual keys for the callers of the proxy; only their hashes are kept.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeysCommand.Add.class)
final class KeysCommand extends HarnessCommand {
    @Override
    Exit run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Do what? For example: harness keys add web --project web");
    }

    @Command(
            name = "add",
            description = {
                "Make a key, print it this one time, and add its hash to keys.yaml.",
                "proxy.yaml names that file under keys; a running proxy takes the key after a reload."
            })
    static final class Add extends HarnessCommand {
        @Parameters(paramLabel = "ID", description = "what logs call the key")
        String id = "";

        @Option(names = "--file", paramLabel = "FILE", description = "keys file (default: ${DEFAULT-VALUE})")
        Path file = Path.of("keys.yaml");

        @Option(names = "--project", paramLabel = "NAME", description = "project its requests belong to")
        @Nullable
        String project;

        @Option(
                names = "--models",
                paramLabel = "ID",
                split = ",",
                description = "catalog ids it may name (default: only the default)")
        List<String> models = List.of();

        @Option(names = "--rpm", paramLabel = "N", description = "requests a minute")
        @Nullable
        Integer rpm;

        @Option(names = "--in-flight", paramLabel = "N", description = "requests at once")
        @Nullable
        Integer inFlight;

        @Option(names = "--usd-per-day", paramLabel = "USD", description = "dollars a day after which it is refused")
        @Nullable
        Double usdPerDay;

        @Option(names = "--may", paramLabel = "WHAT", split = ",", description = "feedback, override")
        List<VirtualKey.Permission> may = List.of();

        @Override
        Exit run() throws IOException {
            String secret = KeyFileEntry.secret(new SecureRandom());
            new KeyFileEntry(id, project, models, rpm, inFlight, usdPerDay, may).append(file, secret);
            if (json) {
                var object = new LinkedHashMap<String, Object>();
                object.put("schema", "routeproof.keys-add");
                object.put("version", 1);
                object.put("id", id);
                object.put("key", secret);
                object.put("file", file.toString());
                printJson(object);
            } else {
                out().println(secret);
                err().println("That is the key of '" + id + "', shown this one time; " + file + " holds its hash.");
            }
            return Exit.OK;
        }
    }
}
