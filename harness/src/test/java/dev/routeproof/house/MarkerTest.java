package dev.routeproof.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.cli.Harness;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs both programs with keys, prompts, answers and users that are markers, through every kind of outcome, and searches
 * everything they wrote and everything they said themselves.
 */
class MarkerTest {
    private static final Pattern PROXY = Pattern.compile("proxy on (http://[^/]+)/v1");
    private static final Pattern ADMIN = Pattern.compile("admin on port (\\d+)");
    private static final String PROXY_MAIN = "dev.routeproof.proxy.ProxyMain";
    private static final Map<String, String> SECRETS = Map.of(
            "MARK_PROVIDER_KEY", Markers.PROVIDER_KEY, "MARK_ADMIN", Markers.ADMIN_TOKEN, "MARK_SALT", Markers.SALT);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Markers written = new Markers();
    private String base = "";

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

    private static final FaultScript SCRIPT = request -> {
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

    private void configure(FaultServer provider, boolean keys, String content) throws Exception {
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

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve("config").resolve(name), text);
    }

    private Deployable proxy() throws Exception {
        return Deployable.start(
                PROXY_MAIN,
                SECRETS,
                folder.resolve("config"),
                Files.createDirectories(folder.resolve("home")).resolve("proxy-output.txt"),
                "--config",
                "proxy.yaml");
    }

    private HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    }

    private static String chat(String what, String more) {
        return "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Markers.PROMPT + " case "
                + what + "\"}]" + more + "}";
    }

    private HttpResponse<String> ask(String path, String key, String body, String... headers) throws Exception {
        var request = to(base + path)
                .header("Authorization", "Bearer " + key)
                .header("X-Route-User", Markers.USER)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** An answer that is the proxy's own: its head and body are searched. */
    private void own(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        written.add("answer " + status, answer.headers().map() + "\n" + answer.body());
    }

    /** Every outcome a caller can bring about. */
    private void traffic(String key) throws Exception {
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

    private String admin = "";

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

    // ---- the harness ----

    /** In this process, where no environment is needed. */
    private void harness(int exit, String... arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        assertThat(Harness.run(out, out, arguments)).as(said.toString()).isEqualTo(exit);
        written.add(String.join(" ", arguments), said.toString());
    }

    private void harnessWithKeys(int exit, String... arguments) throws Exception {
        var output = folder.resolve("home").resolve("harness-" + arguments[0] + ".txt");
        try (var run =
                Deployable.start(Harness.class.getName(), SECRETS, folder.resolve("config"), output, arguments)) {
            assertThat(run.exit()).as(Files.readString(output)).isEqualTo(exit);
        }
        written.add(String.join(" ", arguments), Files.readString(output));
    }

    private void studied() throws Exception {
        String home = folder.resolve("home").toString();
        harness(0, "ingest", "--home", home, folder.resolve("home/log").toString());
        harness(0, "log", "verify", folder.resolve("home/log").toString());
        harness(
                0,
                "shadow",
                "--home",
                home,
                "--config",
                folder.resolve("config/proxy.yaml").toString());
        for (String table : List.of("decision", "outcome", "feedback", "epoch")) {
            harness(0, "sql", "--json", "--home", home, "select * from " + table);
        }
    }

    @Test
    void noKeyPromptAnswerOrUserIsWrittenAnywhere() throws Exception {
        try (var provider = FaultServer.start(SCRIPT)) {
            configure(provider, true, "");
            try (var proxy = proxy()) {
                base = proxy.says(PROXY);
                admin = "http://127.0.0.1:" + proxy.says(ADMIN);
                traffic(Markers.VIRTUAL_KEY);
                own(401, ask("/v1/chat/completions", Markers.WRONG_KEY, chat("ok", "")));
                own(401, ask("/v1/chat/completions", Markers.VIRTUAL_KEY, chat("401", "")));
                own(403, ask("/v1/chat/completions", Markers.VIRTUAL_KEY, chat("403", "")));
                own(
                        403,
                        ask(
                                "/v1/chat/completions",
                                Markers.VIRTUAL_KEY,
                                chat("ok", "").replace("default", "claude")));
                assertThat(proxy.stop()).isZero();
            }
            studied();
        }
        written.addFiles(folder.resolve("home"));
        assertThat(written.size()).isGreaterThan(50_000);
        assertThat(written.places())
                .anyMatch(place -> place.endsWith(".jsonl"))
                .anyMatch(place -> place.endsWith(".html"))
                .contains("home/proxy-output.txt", "answer 401", "answer 504", "orders");
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(Markers.CONTENT)).isEmpty();
    }

    @Test
    void withFullContentThePromptIsKeptAndNoKeyIs() throws Exception {
        try (var provider = FaultServer.start(SCRIPT)) {
            configure(provider, false, ", content: full");
            try (var proxy = proxy()) {
                base = proxy.says(PROXY);
                admin = "http://127.0.0.1:" + proxy.says(ADMIN);
                traffic(Markers.OWN_KEY);
                assertThat(ask("/v1/chat/completions", Markers.OWN_KEY, chat("401", ""))
                                .statusCode())
                        .isEqualTo(401);
                assertThat(proxy.stop()).isZero();
            }
            studied();
        }
        written.addFiles(folder.resolve("home"));
        // The search finds what is there.
        assertThat(written.found(List.of(Markers.PROMPT))).anyMatch(place -> place.contains(".jsonl"));
        assertThat(written.found(List.of(Markers.ANSWER))).anyMatch(place -> place.contains(".jsonl"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(List.of(Markers.USER))).isEmpty();
    }

    @Test
    void aBenchWritesNoKeyAndItsReportNoPrompt() throws Exception {
        try (var provider = FaultServer.start(SCRIPT)) {
            configure(provider, true, "");
            var dataset = Files.createDirectories(folder.resolve("config/data"));
            Files.writeString(dataset.resolve("card.yaml"), """
                    name: d
                    licence: MIT
                    source: made here
                    description: Markers.
                    task_type: simple
                    scorer: {kind: includes}
                    """);
            var lines = new StringBuilder();
            for (String what : List.of("ok", "ok two", "401", "403", "500", "closed", "nonsense")) {
                lines.append("{\"id\":\"")
                        .append(what)
                        .append("\",\"prompt\":\"")
                        .append(Markers.PROMPT)
                        .append(" case ")
                        .append(what)
                        .append("\",\"target\":\"")
                        .append(what.equals("ok") ? Markers.ANSWER : "no")
                        .append("\"}\n");
            }
            Files.writeString(dataset.resolve("d.jsonl"), lines);
            String home = folder.resolve("home").toString();
            Files.createDirectories(folder.resolve("home"));
            harnessWithKeys(0, "bench", "--catalog", "models.yaml", "--datasets", "data", "--home", home);
            harness(0, "report", "--home", home);
            harnessWithKeys(0, "check");
            harnessWithKeys(0, "doctor", "--catalog", "models.yaml");
        }
        written.addFiles(folder.resolve("home"));
        assertThat(written.places()).anyMatch(place -> place.endsWith(".html"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(List.of(Markers.PROMPT, Markers.ANSWER)))
                .as("prompts and answers stand in the store and the cache, which are the run, and nowhere else")
                .noneMatch(place -> place.contains(".html") || place.contains("harness-"));
    }
}
