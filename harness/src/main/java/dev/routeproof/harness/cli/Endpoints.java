package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.cli.DoctorCommand.Finding;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Provider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;

/** Whether providers can be reached: a connection and no request, so that nothing is charged and no key is sent. */
final class Endpoints {
    private static final int PATIENCE_MILLIS = 3_000;

    private Endpoints() {}

    static List<Finding> reach(Catalog catalog) {
        return catalog.providers().values().parallelStream()
                .map(Endpoints::reach)
                .toList();
    }

    private static Finding reach(Provider provider) {
        var what = "provider " + provider.id();
        return switch (provider.wire()) {
            case SANDBOX -> Finding.ok(what, "simulated, in process");
            case RECORDED -> {
                var file = provider.file();
                yield file != null && Files.isReadable(file)
                        ? Finding.ok(what, "recorded answers in " + file)
                        : Finding.bad(what, "no readable file " + file, Exit.BAD_CONFIG);
            }
            case OPENAI, ANTHROPIC -> {
                var address = provider.baseUrl();
                yield address == null ? Finding.bad(what, "has no base_url", Exit.BAD_CONFIG) : connect(what, address);
            }
        };
    }

    private static Finding connect(String what, URI address) {
        int port = address.getPort() > 0 ? address.getPort() : "http".equals(address.getScheme()) ? 80 : 443;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MILLIS);
            return Finding.ok(what, address.getHost() + ":" + port + " accepts connections");
        } catch (IOException e) {
            return Finding.bad(
                    what,
                    address.getHost() + ":" + port + " cannot be reached (" + e.getMessage() + ")",
                    Exit.BAD_CONFIG);
        }
    }
}
