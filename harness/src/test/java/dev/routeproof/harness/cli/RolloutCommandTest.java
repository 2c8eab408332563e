package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.routeproof.routing.config.proxy.KeysFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders from the command line, and the virtual keys. */
class RolloutCommandTest {
    private static final String STATE = """
            {"experiment":"q4-canary","candidate":"q4","phase":"canary","percent":20.0,"holdout":5.0,
             "back_off":["code"],"killed":false,"resumes":"canary","share_since":"2026-05-01T10:00:00Z","epoch":"abc-3"}
            """;

    @TempDir
    private Path folder;

    private Path config(int port) throws Exception {
        Files.createDirectories(folder.resolve("evidence/log"));
        Files.writeString(folder.resolve("evidence/log/admin.token"), "s3cret\n");
        return Files.writeString(folder.resolve("proxy.yaml"), """
                admin: {listen: '127.0.0.1:%d', token_env: ROUTEPROOF_ADMIN_TOKEN_OF_A_TEST}
                catalog: models.yaml
                default: large
                """.formatted(port));
    }

    private String status(String state) throws Exception {
        var server = listener(new ArrayList<>(), 200, "", state);
        try {
            return Console.run(
                            "rollout",
                            "status",
                            "--config",
                            config(server.getAddress().getPort()).toString())
                    .out();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void statusSaysWhatIsInEffect() throws Exception {
        assertThat(status(STATE.replace("\"epoch\"", "\"beside\":[\"proxy-8090\"],\"epoch\"")))
                .contains("beside      proxy-8090 writes into the same evidence folder");
        assertThat(status(STATE.replace("\"phase\":\"canary\"", "\"phase\":\"full\"")))
                .contains("phase       full", "100 % to the candidate, 5 % held out");
        String without = STATE.replace("\"q4-canary\"", "null").replace("\"phase\":\"canary\"", "\"phase\":\"shadow\"");
        assertThat(status(without.replace("\"resumes\":\"canary\"", "\"resumes\":null")))
                .startsWith("experiment  none: proxy.yaml names no rollout document")
                .contains("phase       shadow\n");
        assertThat(status(without.replace("\"killed\":false", "\"killed\":true")))
                .contains(
                        "phase       shadow, KILLED: everything goes to the default; harness rollout resume ends that");
    }

    @Test
    void anAddressThatIsNoneIsRefused() throws Exception {
        for (String address : new String[] {"localhost", "no address", "8081", "127.0.0.1:"}) {
            var refused = Console.run(
                    "rollout",
                    "status",
                    "--admin",
                    address,
                    "--config",
                    config(1).toString());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo("--admin " + address + " is no address; write it as 127.0.0.1:8081.\n");
        }
    }

    private static HttpServer listener(List<String> asked, int status, String answer) throws Exception {
        return listener(asked, status, answer, STATE);
    }

    /** An admin listener that notes what it is asked and answers every order alike. */
    private static HttpServer listener(List<String> asked, int status, String answer, String rollout) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("authorization"));
            boolean state = exchange.getRequestMethod().equals("GET") && status == 200;
            byte[] bytes = (state ? rollout : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void ordersGoToTheListenerOfProxyYamlWithItsToken() throws Exception {
        var asked = new ArrayList<String>();
        var server = listener(asked, 200, "{\"done\":true,\"text\":\"epoch abc-3\"}");
        try {
            String config = config(server.getAddress().getPort()).toString();
            assertThat(Console.run("rollout", "status", "--config", config).out())
                    .contains("q4-canary", "20 % to the candidate, 5 % held out", "backed off  code", "abc-3");
            assertThat(Console.run("rollout", "set", "--percent", "20", "--config", config)
                            .out())
                    .startsWith("epoch abc-3");
            Console.run("rollout", "back-off", "code", "simple", "--config", config);
            Console.run("rollout", "back-off", "code", "--lift", "--config", config);
            Console.run("rollout", "pause", "--config", config);
            Console.run("rollout", "resume", "--config", config);
            var killed = Console.run("rollout", "kill", "--json", "--config", config);
            assertThat(killed.exit()).isZero();
            assertThat(killed.out()).contains("\"schema\" : \"routeproof.rollout\"", "\"epoch\" : \"abc-3\"");
            assertThat(asked.stream().filter(order -> !order.startsWith("GET")))
                    .containsExactly(
                            "PUT /admin/rollout {\"percent\":20.0} Bearer s3cret",
                            "POST /admin/back-off {\"add\":[\"code\",\"simple\"]} Bearer s3cret",
                            "POST /admin/back-off {\"remove\":[\"code\"]} Bearer s3cret",
                            "POST /admin/pause  Bearer s3cret",
                            "POST /admin/resume  Bearer s3cret",
                            "POST /admin/kill  Bearer s3cret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void severalProxiesGetTheSameOrderWhateverOneOfThemSays() throws Exception {
        var asked = new ArrayList<String>();
        var first = listener(asked, 200, "{\"done\":true,\"text\":\"killed\"}");
        var second = listener(asked, 200, "{\"done\":true,\"text\":\"killed\"}");
        var other = listener(asked, 200, "{\"text\":\"done\"}", STATE.replace("20.0", "5.0"));
        var refusing = listener(asked, 409, "{\"done\":false,\"text\":\"no\"}");
        try {
            String config = config(first.getAddress().getPort()).toString();
            String both = address(first) + "," + address(second);
            var killed = Console.run("rollout", "kill", "--config", config, "--admin", both);
            assertThat(killed.exit()).as(killed.err()).isZero();
            assertThat(killed.out())
                    .startsWith("proxy       " + address(first) + "  killed\nproxy       " + address(second))
                    .containsOnlyOnce("experiment  q4-canary");
            assertThat(asked)
                    .filteredOn(order -> order.startsWith("POST /admin/kill"))
                    .hasSize(2);

            var partly = Console.run("rollout", "kill", "--config", config, "--admin", address(refusing) + "," + both);
            assertThat(partly.exit()).isEqualTo(2);
            assertThat(partly.err()).isEqualTo(address(refusing) + ": Refused: no.\n");
            assertThat(asked)
                    .filteredOn(order -> order.startsWith("POST /admin/kill"))
                    .hasSize(5);

            var status = Console.run(
                    "rollout", "status", "--config", config, "--admin", address(first), "--admin", address(other));
            assertThat(status.out())
                    .contains("DIFFERENT   not the same everywhere: percent", "5 % to the candidate", "20 % to the");
            var json = Console.run("rollout", "status", "--json", "--config", config, "--admin", both);
            assertThat(json.out()).contains("\"differ\" : [ ]", "\"proxy\" : \"" + address(second) + "\"");
        } finally {
            List.of(first, second, other, refusing).forEach(server -> server.stop(0));
        }
    }

    @Test
    void aFileForEachProxyIsReadForItsListenerAndItsToken() throws Exception {
        var asked = new ArrayList<String>();
        var server = listener(asked, 200, "{\"done\":true,\"text\":\"killed\"}");
        try {
            Path config = config(server.getAddress().getPort());
            Path gone = folder.resolve("gone.yaml");
            var killed = Console.run("rollout", "kill", "--config", gone.toString(), "--config", config.toString());
            assertThat(killed.exit()).isEqualTo(2);
            assertThat(killed.err()).startsWith(gone + ": There is no " + gone);
            assertThat(asked).anyMatch(order -> order.startsWith("POST /admin/kill"));
            var mixed = Console.run(
                    "rollout",
                    "kill",
                    "--config",
                    gone.toString(),
                    "--config",
                    config.toString(),
                    "--admin",
                    "127.0.0.1:1");
            assertThat(mixed.exit()).isEqualTo(2);
            assertThat(mixed.err()).contains("an address takes its token from one file");
        } finally {
            server.stop(0);
        }
    }

    private static String address(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void refusalsAreTold() throws Exception {
        var server = listener(new ArrayList<>(), 409, "{\"done\":false,\"text\":\"percent is a number\"}");
        try {
            var refused = Console.run(
                    "rollout",
                    "set",
                    "--percent",
                    "120",
                    "--config",
                    config(server.getAddress().getPort()).toString());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo("Refused: percent is a number.\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whereNoProxyAnswersItSaysWhatToDo() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var silent = Console.run("rollout", "kill", "--config", config(free).toString());
        assertThat(silent.exit()).isEqualTo(3);
        assertThat(silent.err())
                .startsWith("No proxy answers at http://127.0.0.1:" + free)
                .contains("scripts/proxy");
        assertThat(Console.run(
                                "rollout",
                                "kill",
                                "--config",
                                folder.resolve("none.yaml").toString())
                        .err())
                .startsWith("There is no ");
        String config = config(free).toString();
        Files.delete(folder.resolve("evidence/log/admin.token"));
        var keyless = Console.run("rollout", "kill", "--config", config);
        assertThat(keyless.exit()).isEqualTo(4);
        assertThat(keyless.err()).contains("ROUTEPROOF_ADMIN_TOKEN_OF_A_TEST");
    }

    @Test
    void aKeyIsPrintedOnceAndItsHashIsKept() throws Exception {
        Path file = folder.resolve("keys.yaml");
        var first = Console.run(
                "keys",
                "add",
                "web",
                "--file",
                file.toString(),
                "--project",
                "shop",
                "--rpm",
                "600",
                "--may",
                "feedback");
        var second = Console.run("keys", "add", "app", "--file", file.toString(), "--models", "default,gpt-5.4");
        assertThat(first.exit()).isZero();
        String secret = first.out().strip();
        assertThat(secret)
                .matches("rk-[A-Za-z0-9_-]{43}")
                .isNotEqualTo(second.out().strip());
        assertThat(Files.readString(file)).doesNotContain(secret);
        var keys = KeysFile.load(file).orThrow();
        assertThat(keys).extracting("id").containsExactly("web", "app");
        assertThat(keys.getFirst().requestsPerMinute()).isEqualTo(600);
        assertThat(keys.getLast().models()).containsExactlyInAnyOrder("default", "gpt-5.4");
        var again = Console.run("keys", "add", "web", "--file", file.toString());
        assertThat(again.exit()).isEqualTo(3);
        assertThat(again.err()).contains("stands twice");
        assertThat(KeysFile.load(file).orThrow()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys: []", "keys: []\n", "# ours\nkeys:\n", "keys: [\n]\n\n"})
    void aFileWhoseKeysAreAllGoneTakesANewOne(String empty) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.yaml"), empty);
        assertThat(Console.run("keys", "add", "web", "--file", file.toString()).exit())
                .isZero();
        assertThat(KeysFile.load(file).orThrow()).extracting("id").containsExactly("web");
        assertThat(Files.readString(file).startsWith("# ours")).isEqualTo(empty.startsWith("# ours"));
    }
}
