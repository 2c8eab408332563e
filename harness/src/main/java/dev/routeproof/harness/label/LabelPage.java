package dev.routeproof.harness.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A page on which a person labels prompts, served to this machine only. Its address holds a secret; whoever does not
 * know it, and every other site open in the same browser, gets nothing. One request is answered at a time.
 */
public final class LabelPage implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_BODY = 64 << 10;
    private static final String HTML = "text/html; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final LabelRound round;
    private final Map<String, String> rubrics;
    private final String secret = random();
    private final String origin;
    private final CountDownLatch over = new CountDownLatch(1);

    private LabelPage(HttpServer server, LabelRound round, Map<String, String> rubrics) {
        this.server = server;
        this.round = round;
        this.rubrics = rubrics;
        this.origin = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Serves until closed.
     *
     * @param rubrics what each label means, in the order of the keys that give it
     * @param sampled how the prompts were chosen
     * @param port 0: any that is free
     */
    public static LabelPage open(
            Map<String, String> rubrics, List<Asked> prompts, LabelFile file, String sampled, int port)
            throws IOException {
        var round = new LabelRound(List.copyOf(rubrics.keySet()), prompts, file, sampled);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        var page = new LabelPage(server, round, rubrics);
        server.createContext("/", page::answer);
        server.setExecutor(page.worker);
        server.start();
        return page;
    }

    /** What to open in a browser. */
    public URI address() {
        return URI.create(origin + "/" + secret + "/");
    }

    /** Waits until the person has ended; gives how many prompts were labelled. */
    public int await() throws InterruptedException {
        over.await();
        return round.labelled();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean ended = false;
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String place = known(path) ? path.substring(secret.length() + 2) : "";
            if (!allowed(exchange, path)) {
                send(exchange, 404, "text/plain", "Nothing is here.");
            } else if (exchange.getRequestMethod().equals("GET")) {
                get(exchange, place);
            } else {
                ended = post(exchange, place);
            }
        }
        if (ended) {
            over.countDown();
        }
    }

    private boolean known(String path) {
        String start = "/" + secret + "/";
        return path.length() >= start.length()
                && MessageDigest.isEqual(
                        path.substring(0, start.length()).getBytes(StandardCharsets.UTF_8),
                        start.getBytes(StandardCharsets.UTF_8));
    }

    /** The name the browser used must be ours, which a rebound name is not; a change must come from our own page. */
    private boolean allowed(HttpExchange exchange, String path) {
        var headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (!known(path) || !origin.equals("http://" + host)) {
            return false;
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> true;
            case "POST" ->
                origin.equals(headers.getFirst("Origin"))
                        && "application/json".equals(headers.getFirst("Content-Type"));
            default -> false;
        };
    }

    private void get(HttpExchange exchange, String place) throws IOException {
        switch (place) {
            case "" -> page(exchange);
            case "state" -> send(exchange, 200, "application/json", state(null).toString());
            default -> send(exchange, 404, "text/plain", "Nothing is here.");
        }
    }

    /** True where the person has ended. */
    private boolean post(HttpExchange exchange, String place) throws IOException {
        String said = null;
        try {
            JsonNode asked = JSON.readTree(exchange.getRequestBody().readNBytes(LONGEST_BODY));
            String key = asked.path("key").asText();
            switch (place) {
                case "label" -> {
                    String label = asked.path("task_type").asText();
                    said = label + round.label(key, label).comparedWith(label);
                }
                case "skip" -> round.skip(key);
                case "undo" -> said = round.undo() ? "taken back" : "nothing to take back";
                case "end" -> said = "ended";
                default -> throw new IllegalArgumentException("no such place");
            }
        } catch (JsonProcessingException broken) {
            send(exchange, 400, "text/plain", "The request is no JSON.");
            return false;
        } catch (IllegalArgumentException wrong) {
            send(exchange, 400, "text/plain", Objects.requireNonNull(wrong.getMessage()));
            return false;
        }
        send(exchange, 200, "application/json", state(said).toString());
        return place.equals("end");
    }

    private ObjectNode state(@Nullable String said) {
        ObjectNode state = JSON.createObjectNode();
        state.put("asked", round.asked()).put("of", round.size()).put("labelled", round.labelled());
        state.put("said", said);
        var labels = state.putArray("labels");
        rubrics.forEach(
                (label, rubric) -> labels.addObject().put("label", label).put("rubric", rubric));
        round.next().ifPresent(next -> {
            state.put("key", next.key());
            var messages = state.putArray("messages");
            for (Prompt.Message message : next.prompt().messages()) {
                messages.addObject().put("role", message.role().word()).put("text", message.text());
            }
        });
        return state;
    }

    /** The style and the script stand in the page itself and carry a number that is new each time. */
    private static void page(HttpExchange exchange) throws IOException {
        String nonce = random();
        try (InputStream file = LabelPage.class.getResourceAsStream("label-page.html")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            send(exchange, 200, HTML, text.replace("{{nonce}}", nonce), nonce);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text, random());
    }

    private static void send(HttpExchange exchange, int status, String type, String text, String nonce)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce
                        + "'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdown();
    }
}
