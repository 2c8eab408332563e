package dev.routeproof.harness.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The admin listener of a proxy on this machine, seen from outside. */
public final class AdminClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final String token;
    private final Duration patience;
    private final HttpClient http;

    /** @param base such as {@code http://127.0.0.1:8081} */
    public AdminClient(URI base, String token) {
        this(base, token, PATIENCE);
    }

    /** With a time of its own that an answer is waited for. */
    public AdminClient(URI base, String token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    /**
     * The proxy that {@code config} describes.
     *
     * @param address host:port in place of the file's; null: the file's
     * @throws UserError where the file names no admin listener, or no token can be found
     */
    public static AdminClient of(Path config, @Nullable String address, Env env) {
        if (!Files.isRegularFile(config)) {
            throw new UserError(
                    Exit.USAGE,
                    "There is no " + config + ", which says where the proxy's admin listener is;"
                            + " name the running proxy's file with --config.");
        }
        ProxyConfig read = ProxyFile.load(config).orThrow();
        ProxyConfig.Admin admin = read.admin();
        if (admin == null) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    config + " has no admin listener; add"
                            + " admin: {listen: '127.0.0.1:8081', token_env: ROUTEPROOF_ADMIN_TOKEN} and restart the proxy.");
        }
        String host = admin.listen().host();
        String at = (host.contains(":") ? "[" + host + "]" : host) + ":"
                + admin.listen().port();
        return new AdminClient(address == null ? URI.create("http://" + at) : base(address), token(read, admin, env));
    }

    private static URI base(String address) {
        try {
            URI base = new URI("http://" + address);
            if (base.getHost() != null && base.getPort() > 0) {
                return base;
            }
        } catch (URISyntaxException unreadable) {
            // Told below, like an address without a port.
        }
        throw new UserError(Exit.USAGE, "--admin " + address + " is no address; write it as 127.0.0.1:8081.");
    }

    private static String token(ProxyConfig config, ProxyConfig.Admin admin, Env env) {
        String given = env.value(admin.tokenEnv());
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        Path file = config.evidence().dir().resolve("admin.token");
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UserError(
                    Exit.MISSING_KEY,
                    "The admin token is missing: neither is " + admin.tokenEnv() + " set, nor can " + file
                            + " be read. A running proxy writes that file when the variable is not set for it.");
        }
    }

    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    /** Gives an order; what the proxy says of it. {@link UserError} where it refuses. */
    public String order(String method, String path, String body) {
        return send(method, path, body).path("text").asText();
    }

    private JsonNode send(String method, String path, String body) {
        HttpResponse<String> response;
        try {
            response = http.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(patience)
                            .header("authorization", "Bearer " + token)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException unreachable) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    "No proxy answers at " + base + "; is it running, and is this its admin address?"
                            + " Start it with scripts/proxy, or name another with --admin host:port.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError(Exit.INTERRUPTED, "Interrupted before the proxy at " + base + " had answered.");
        }
        return read(response);
    }

    private JsonNode read(HttpResponse<String> response) {
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new UserError(
                    Exit.BAD_CONFIG, "What answers at " + base + " is not a proxy's admin listener; see --admin.");
        }
        return switch (response.statusCode()) {
            case 200 -> json;
            case 401 ->
                throw new UserError(
                        Exit.MISSING_KEY,
                        "The proxy at " + base + " does not take this token; set the variable that token_env names to"
                                + " the value the proxy was started with.");
            case 409 ->
                throw new UserError(Exit.USAGE, "Refused: " + json.path("text").asText() + ".");
            default ->
                throw new UserError(
                        Exit.BAD_CONFIG,
                        base + " answered " + response.statusCode() + ": "
                                + json.path("error").path("message").asText("nothing that a proxy says"));
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
