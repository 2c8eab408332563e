package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelPageTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private LabelFile file;
    private LabelPage page;

    @BeforeEach
    void open() throws IOException {
        var rubrics = new LinkedHashMap<String, String>();
        rubrics.put("simple", "easy");
        rubrics.put("code", "about programs");
        var asked = Stream.of("first", "<b>second</b> {{nonce}}")
                .map(text -> new Asked(
                        text,
                        Prompt.of(text),
                        new Classification(new TaskType("code"), 0.7, Map.of(), "linear"),
                        Set.of()))
                .toList();
        file = LabelFile.open(folder.resolve("l.jsonl"), Set.copyOf(rubrics.keySet()));
        page = LabelPage.open(rubrics, asked, file, "random", 0);
    }

    @AfterEach
    void close() throws IOException {
        page.close();
        file.close();
    }

    private URI at(String place) {
        return page.address().resolve(place);
    }

    private String origin() {
        URI address = page.address();
        return "http://" + address.getHost() + ":" + address.getPort();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI at) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at).build());
    }

    private HttpResponse<String> post(String place, String body, String origin)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(place))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode state() throws IOException, InterruptedException {
        return JSON.readTree(get(at("state")).body());
    }

    private JsonNode label(String key, String label) throws IOException, InterruptedException {
        return JSON.readTree(post("label", "{\"key\": \"" + key + "\", \"task_type\": \"" + label + "\"}", origin())
                .body());
    }

    private List<String> onDisk() throws IOException {
        return PromptFile.read(folder.resolve("l.jsonl")).stream()
                .map(line -> line.text() + "=" + line.accepted().getFirst())
                .toList();
    }

    @Test
    void labelIsOnDiskWhenItIsAnswered() throws Exception {
        String first = state().get("key").asText();
        JsonNode then = label(first, "simple");
        assertThat(onDisk()).containsExactly("first=simple");
        assertThat(then.get("said").asText()).isEqualTo("simple (the classifier says code, 70 % sure)");
        assertThat(then.get("asked").asInt()).isOne();
        assertThat(then.at("/messages/0/text").asText()).isEqualTo("<b>second</b> {{nonce}}");
    }

    @Test
    void sayingItTwiceChangesNothingAndSayingOtherwiseReplaces() throws Exception {
        String first = state().get("key").asText();
        label(first, "simple");
        assertThat(label(first, "simple").get("asked").asInt()).isOne();
        assertThat(onDisk()).containsExactly("first=simple");
        assertThat(label(first, "code").get("asked").asInt()).isOne();
        assertThat(onDisk()).containsExactly("first=code");
    }

    @Test
    void undoReturnsToThePromptLabelledLast() throws Exception {
        String first = state().get("key").asText();
        label(first, "simple");
        JsonNode back = JSON.readTree(post("undo", "{}", origin()).body());
        assertThat(back.get("key").asText()).isEqualTo(first);
        assertThat(Files.size(folder.resolve("l.jsonl"))).isZero();
    }

    @Test
    void theSuggestionIsNotShownBeforeTheAnswer() throws Exception {
        assertThat(state().toString()).doesNotContain("0.7").doesNotContain("70 %");
    }

    @Test
    void endingIsToldToTheCommand() throws Exception {
        label(state().get("key").asText(), "code");
        assertThat(post("end", "{}", origin()).statusCode()).isEqualTo(200);
        assertThat(page.await()).isOne();
    }

    @Test
    void otherSitesAndGuessersGetNothing() throws Exception {
        String body = "{\"key\": \"" + state().get("key").asText() + "\", \"task_type\": \"code\"}";
        assertThat(get(URI.create(origin() + "/")).statusCode()).isEqualTo(404);
        assertThat(get(URI.create(origin() + "/" + "0".repeat(32) + "/state")).statusCode())
                .isEqualTo(404);
        assertThat(post("label", body, "http://evil.example").statusCode()).isEqualTo(404);
        HttpRequest form = HttpRequest.newBuilder(at("label"))
                .header("Origin", origin())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(send(form).statusCode()).isEqualTo(404);
        assertThat(rebound()).startsWith("HTTP/1.1 404");
        assertThat(Files.size(folder.resolve("l.jsonl"))).isZero();
    }

    /** What a browser sends that was led here under another name. */
    private String rebound() throws IOException {
        try (var socket = new Socket("127.0.0.1", page.address().getPort())) {
            String request =
                    "GET " + page.address().getPath() + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wrongLabelsAreToldAndBrokenBodiesRefused() throws Exception {
        String key = state().get("key").asText();
        var wrong = post("label", "{\"key\": \"" + key + "\", \"task_type\": \"poem\"}", origin());
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("'poem' is none of the labels");
        assertThat(post("label", "not json", origin()).statusCode()).isEqualTo(400);
        assertThat(post("fly", "{}", origin()).statusCode()).isEqualTo(400);
    }

    @Test
    void pageAsksNobodyElseAndRunsNothingButItsOwnScript() throws Exception {
        var served = get(page.address());
        String policy = served.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("connect-src 'self'")
                .doesNotContain("unsafe");
        String nonce = policy.replaceAll(".*script-src 'nonce-([0-9a-f]+)'.*", "$1");
        assertThat(served.body())
                .contains("<script nonce=\"" + nonce + "\">")
                .doesNotContain("{{")
                .doesNotContain("https://")
                .doesNotContain("innerHTML");
        assertThat(get(page.address()).headers().firstValue("Content-Security-Policy"))
                .isNotEqualTo(served.headers().firstValue("Content-Security-Policy"));
    }
}
