package dev.routeproof.harness.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.BrokenFile;
import dev.routeproof.routing.config.Env;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proxies an order goes to. One that does not take it keeps none of the others from it. */
public final class Fleet {
    private final List<Proxy> proxies;

    private Fleet(List<Proxy> proxies) {
        this.proxies = proxies;
    }

    /** {@code address} null: as the file says. */
    private record Proxy(Path config, @Nullable String address) {
        String name() {
            return address == null ? config.toString() : address;
        }
    }

    /**
     * What one proxy made of an order.
     *
     * @param proxy its address as it was named, else its file
     * @param said null: nothing was ordered
     * @param rollout in effect afterwards; null where it could not be reached
     * @param problem what went wrong; null: nothing
     * @param exit how a command that only gave this order would end
     */
    public record Answer(
            String proxy,
            @Nullable String said,
            @Nullable JsonNode rollout,
            @Nullable String problem,
            Exit exit) {}

    /**
     * A proxy for each address, whose token the one file says; without addresses one for each file.
     *
     * @throws UserError where both are several
     */
    public static Fleet of(List<Path> configs, List<String> addresses) {
        if (addresses.isEmpty()) {
            return new Fleet(
                    configs.stream().map(config -> new Proxy(config, null)).toList());
        }
        if (configs.size() > 1) {
            throw new UserError(
                    Exit.USAGE,
                    "Name several proxies by their files (--config A --config B) or by their addresses (--admin), not by"
                            + " both: an address takes its token from one file.");
        }
        return new Fleet(addresses.stream()
                .map(address -> new Proxy(configs.getFirst(), address))
                .toList());
    }

    /** Gives the order to each in turn; {@code order} says what came of it, null where it only looks. */
    public List<Answer> give(Function<AdminClient, @Nullable String> order, Env env) {
        List<Answer> answers = new ArrayList<>();
        for (Proxy proxy : proxies) {
            answers.add(give(proxy, order, env));
        }
        return answers;
    }

    private static Answer give(Proxy proxy, Function<AdminClient, @Nullable String> order, Env env) {
        try (var client = AdminClient.of(proxy.config, proxy.address, env)) {
            String said = order.apply(client);
            return new Answer(proxy.name(), said, client.get("/admin/rollout"), null, Exit.OK);
        } catch (UserError problem) {
            return new Answer(proxy.name(), null, null, problem.getMessage(), problem.exit());
        } catch (BrokenFile problem) {
            return new Answer(proxy.name(), null, null, problem.getMessage(), Exit.BAD_CONFIG);
        }
    }

    /** How a command ends that gave these orders: as the first that failed says. */
    public static Exit exit(List<Answer> answers) {
        return answers.stream()
                .map(Answer::exit)
                .filter(exit -> exit != Exit.OK)
                .findFirst()
                .orElse(Exit.OK);
    }

    /** What is not the same everywhere, such as {@code phase}; none where all proxies that answered agree. */
    public static List<String> differences(List<Answer> answers) {
        return Stream.of("experiment", "candidate", "phase", "percent", "holdout", "back_off", "killed")
                .filter(field -> answers.stream()
                                .flatMap(answer -> Stream.ofNullable(answer.rollout()))
                                .map(rollout -> rollout.path(field))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
