package dev.routeproof.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A proxy whose keys, prompts, answers and users are markers, and a caller who brings about every kind of outcome. */
final class MarkedTraffic {
    private static final Pattern PROXY = Pattern.compile("proxy on (http://[^/]+)/v1");
    private static final Pattern ADMIN = Pattern.compile("admin on port (\\d+)");
    private static final String PROXY_MAIN = "dev.routeproof.proxy.ProxyMain";
    static final Map<String, String> SECRETS = Map.of(
            "MARK_PROVIDER_KEY", Markers.PROVIDER_KEY, "MARK_ADMIN", Markers.ADMIN_TOKEN, "MARK_SALT", Markers.SALT);

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Markers written;
    private String base = "";
    private String admin = "";

    /** @param folder gets {@code config} and {@code home}; what the programs say goes to {@code written} */
    MarkedTraffic(Path folder, Markers written) {
        this.folder = folder;
        this.written = written;
    }

    // ---- the provider ----

    private static String answer(int status, String type, String body, String... headers) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\n"
                + String.join("", headers) + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    /** An error as providers write them: with the key and the prompt in it. */
    private static String error(int status) {
        return answer(
                status,
                "application/json",
                "{\"error\":{\"message\":\"Incorrect key " + Markers.PROVIDER_KEY + " for " + Markers.PROMPT
                        + "\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}");
    }

    private static final String COMPLETION =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"" + Markers.ANSWER + "\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";
    private static final String MESSAGE = "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"" + Markers.ANSWER + "\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}";
    private static final String EVENTS =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + Markers.ANSWER + "\"}}]}\n\n";

    static final FaultScript SCRIPT = request -> {
        String body = request.body();
        for (String status : List.of("400", "401", "403", "429", "500", "503")) {
            if (body.contains("case " + status)) {
                return List.of(Step.send(error(Integer.parseInt(status))));
            }
        }
        if (body.contains("case closed")) {
            return List.of(new Step.Close());
        }
        if (body.contains("case broken")) {
            return List.of(
                    Step.send(answer(200, "text/event-stream", EVENTS + "x").replaceFirst(": \\d+", ": 9999")),
                    new Step.Close());
        }
        if (body.contains("case nonsense")) {
            return List.of(Step.send(answer(200, "application/json", "{" + Markers.ANSWER)));
        }
        if (body.contains("case hangs")) {
            return List.of(new Step.Hang());
        }
        if (request.path().contains("/messages")) {
            return List.of(Step.send(answer(200, "application/json", MESSAGE)));
        }
        return List.of(Step.send(
                request.stream()
                        ? answer(200, "text/event-stream", EVENTS + "data: [DONE]\n\n")
                        : answer(200, "application/json", COMPLETION)));
    };

    // ---- the proxy ----

    void configure(FaultServer provider, boolean keys, String content) throws Exception {
        Files.createDirectories(folder.resolve("config"));
        write("models.yaml", """
                providers:
                  up: {wire: openai, base_url: '%s', key_env: MARK_PROVIDER_KEY}
                  other: {wire: anthropic, base_url: '%s', key_env: MARK_PROVIDER_KEY}
                models:
                  - {id: big, provider: up, name: big-wire, tier: large, input: 1, output: 2, context: 128000}
                  - {id: claude, provider: other, name: claude-wire, tier: large, input: 1, output: 2, context: 128000}
                """.formatted(provider.baseUrl(), provider.baseUrl()));
        write("table.yaml", "id: t\ndefault: claude\nroutes: {}\nfallbacks: {large: [big]}\n");
        write("rules.yaml", "rules: [{label: code, weight: 0.9, any: {contains: [case]}}]\n");
        write("q4.yaml", "id: q4\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.6}]\n");
        write("rollout.yaml", """
                experiment: e
                candidate: q4
                phase: canary
                percent: 50
                holdout: 10
                unit: user
                salt_env: MARK_SALT
                metrics:
                  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
                  gain: {name: cost, min_saving: 0.0}
                """);
        write("keys.yaml", """
                keys:
                  - {id: web, sha256: %s, models: [big], may: [feedback, override]}
                """.formatted(HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Markers.VIRTUAL_KEY.getBytes(StandardCharsets.UTF_8)))));
        write("proxy.yaml", """
                listen: 127.0.0.1:0
                admin: {listen: 127.0.0.1:0, token_env: MARK_ADMIN}
                catalog: models.yaml
                default: big
                candidates: [q4.yaml]
                rollout: rollout.yaml
                evidence: {dir: '%s'%s}
                limits: {first_byte_s: 0.4, body_mib: 0.1}
                """.formatted(folder.resolve("home/log"), content) + (keys ? "keys: keys.yaml\n" : ""));
    }

    void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve("config").resolve(name), text);
    }

    /** A proxy with these files; what follows is asked of it. */
    Deployable proxy() throws Exception {
        var proxy = Deployable.start(
                PROXY_MAIN,
                SECRETS,
                folder.resolve("config"),
                Files.createDirectories(folder.resolve("home")).resolve("proxy-output.txt"),
                "--config",
                "proxy.yaml");
        base = proxy.says(PROXY);
        admin = "http://127.0.0.1:" + proxy.says(ADMIN);
        return proxy;
    }

    private HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    }

    static String chat(String what, String more) {
        return "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Markers.PROMPT + " case "
                + what + "\"}]" + more + "}";
    }

    HttpResponse<String> ask(String path, String key, String body, String... headers) throws Exception {
        var request = to(base + path)
                .header("Authorization", "Bearer " + key)
                .header("X-Route-User", Markers.USER)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    String adminPort() {
        return admin.substring(admin.lastIndexOf(':') + 1);
    }

    /** An answer that is the proxy's own: its head and body are searched. */
    void own(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        written.add("answer " + status, answer.headers().map() + "\n" + answer.body());
    }

    /** Every outcome a caller can bring about. */
    void traffic(String key) throws Exception {
        String path = "/v1/chat/completions";
        var whole = ask(path, key, chat("ok", ""));
        assertThat(whole.body()).contains(Markers.ANSWER);
        written.add("answer heads", whole.headers().map().toString());
        String id = whole.headers().firstValue("x-routeproof-request-id").orElseThrow();
        assertThat(ask(path, key, chat("ok", ",\"stream\":true")).body()).contains("[DONE]");
        assertThat(ask("/v1/messages", key, chat("ok", ",\"max_tokens\":9")).body())
                .contains(Markers.ANSWER);
        for (int user = 0; user < 12; user++) {
            ask(path, key, chat("ok", ""), "X-Route-Session", Markers.USER + user);
        }
        for (String status : List.of("400", "429", "500", "503")) {
            assertThat(ask(path, key, chat(status, "")).statusCode()).isEqualTo(Integer.parseInt(status));
        }
        own(502, ask(path, key, chat("closed", "")));
        own(504, ask(path, key, chat("hangs", "")));
        try {
            ask(path, key, chat("broken", ",\"stream\":true"));
        } catch (IOException cut) {
            written.add("cut", String.valueOf(cut.getMessage()));
        }
        own(400, ask(path, key, "{\"" + Markers.PROMPT));
        own(400, ask(path, key, chat("ok", ""), "X-Route-Tier", Markers.HEADER));
        own(400, ask(path, key, chat("ok", "").replace("default", Markers.PROMPT + "\\n")));
        own(404, ask("/v2/" + Markers.PROMPT, key, chat("ok", "")));
        own(413, ask(path, key, chat("x".repeat(200_000), "")));
        var feedback = "{\"request_id\":\"" + id + "\",\"thumbs\":\"down\",\"comment\":\"" + Markers.COMMENT
                + "\",\"rater\":\"" + Markers.USER + "\"}";
        own(200, ask("/v1/feedback", key, feedback));
        own(400, ask("/v1/feedback", key, "{\"request_id\":\"" + id + "\",\"thumbs\":\"" + Markers.COMMENT + "\"}"));
        own(404, ask("/v1/feedback", key, feedback.replace(id, Markers.PROMPT)));
        leave(path, key);
        explained(id);
    }

    /** A caller that goes before the answer. */
    private void leave(String path, String key) throws Exception {
        var request = to(base + path)
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofMillis(200))
                .POST(BodyPublishers.ofString(chat("hangs", "")))
                .build();
        assertThat(http.sendAsync(request, BodyHandlers.ofString())
                        .handle((answer, gone) -> gone != null)
                        .get(5, TimeUnit.SECONDS))
                .isTrue();
    }

    private void explained(String id) throws Exception {
        for (String path :
                List.of("/admin/status", "/admin/rollout", "/admin/exchanges/" + id, "/metrics", "/readyz")) {
            own(
                    200,
                    http.send(
                            to(admin + path)
                                    .header("Authorization", "Bearer " + Markers.ADMIN_TOKEN)
                                    .build(),
                            BodyHandlers.ofString()));
        }
        own(
                401,
                http.send(
                        to(admin + "/admin/status")
                                .header("Authorization", "Bearer " + Markers.WRONG_TOKEN)
                                .build(),
                        BodyHandlers.ofString()));
        for (String order : List.of("{\"phase\":\"" + Markers.PROMPT + "\"}", "{\"percent\":20}")) {
            var answer = http.send(
                    to(admin + "/admin/rollout")
                            .header("Authorization", "Bearer " + Markers.ADMIN_TOKEN)
                            .PUT(BodyPublishers.ofString(order))
                            .build(),
                    BodyHandlers.ofString());
            written.add("orders", answer.body());
        }
        own(
                200,
                http.send(
                        to(admin + "/admin/reload")
                                .header("Authorization", "Bearer " + Markers.ADMIN_TOKEN)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString()));
    }
}
