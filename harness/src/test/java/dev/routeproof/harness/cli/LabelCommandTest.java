package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {
    private static final String CHAT =
            "{\"messages\": [{\"role\": \"system\", \"content\": \"be brief\"}, {\"role\": \"user\", \"content\":"
                    + " [{\"type\": \"text\", \"text\": \"who wrote %s?\"}]}]}";

    @TempDir
    Path folder;

    private void logged(String... contents) {
        try (var store = Store.open(folder)) {
            for (int i = 0; i < contents.length; i++) {
                store.update(
                        new Query(
                                "a logged decision",
                                "insert into decision (boot, seq, happened_at, request_id, content, candidates)"
                                        + " values ('b', ?, now(), ?, ?, ?)"),
                        i,
                        "r" + i,
                        contents[i],
                        "[{\"id\": \"q4\", \"task_type\": \"code\"}]");
            }
        }
    }

    private Console label(String keys, String... more) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)));
        try {
            String[] all = new String[more.length + 5];
            all[0] = "label";
            all[1] = "--home";
            all[2] = folder.toString();
            all[3] = "--labels";
            all[4] = folder.resolve("labels.jsonl").toString();
            System.arraycopy(more, 0, all, 5, more.length);
            return Console.run(all);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatBelongsToAnotherWayOfAskingIsRefused() {
        assertThat(label("", "--port", "8099").err()).contains("say --page too");
        assertThat(label("", "--suggest").err()).contains("--suggest is for --csv");
    }

    @Test
    void loggedConversationsAreLabelledAndLearntFrom() throws IOException {
        logged(CHAT.formatted("Emma"), CHAT.formatted("Ivanhoe"), "{\"messages\": [{\"ro");
        Console console = label("12", "--sample", "disagreement");
        assertThat(console.exit()).as(console.err()).isZero();
        assertThat(console.err()).contains("1 logged requests are passed over: cut, or no conversation");
        assertThat(console.out()).contains("2 labelled now, 2 in ");
        assertThat(folder.resolve("labels.jsonl"))
                .content()
                .contains("\"role\":\"system\",\"content\":\"be brief\"")
                .contains("\"task_type\":\"code\",\"sampled\":\"disagreement\"");
        assertThat(label("1").err()).contains("no prompt left to label: of 2, 2 are labelled");
        assertThat(Console.run(
                                "classify",
                                "--file",
                                folder.resolve("labels.jsonl").toString())
                        .out())
                .contains("of 2 labelled prompts");
    }

    @Test
    void aSheetGoesOutAndComesBack() throws IOException {
        logged(CHAT.formatted("Emma"), CHAT.formatted("Ivanhoe"));
        Path sheet = folder.resolve("s.csv");
        assertThat(label("", "--csv", sheet.toString(), "--json").out()).contains("\"chosen\" : 2");
        Files.writeString(sheet, Files.readString(sheet).replace("?,,", "?,simple,"));
        assertThat(label("", "--csv", sheet.toString()).err()).contains("is there already and may hold labels");
        assertThat(label("", "--import", sheet.toString()).out()).startsWith("2 labels added, 0 changed, 0 as before");
        assertThat(label("", "--import", sheet.toString()).out()).startsWith("0 labels added, 0 changed, 2 as before");
        assertThat(folder.resolve("labels.jsonl")).content().contains("be brief");
    }

    @Test
    void wrongLabelsOfASheetAreNamed() throws IOException {
        Path sheet = Files.writeString(folder.resolve("s.csv"), "prompt,task_type,id\na,simpel,x\n");
        Console console = label("", "--import", sheet.toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err()).contains("s.csv:2  'simpel' is none of the labels code, complex, reasoning, simple");
    }

    @Test
    void anAcceptedLabelIsNoDisagreement() throws IOException {
        Path file = Files.writeString(folder.resolve("p.jsonl"), """
                {"prompt": "Write a Python function that adds two numbers", "task_type": ["simple", "code"]}
                {"prompt": "Write a Java method that adds two numbers", "task_type": ["simple", "complex"]}
                """);
        assertThat(label("q", "--file", file.toString(), "--sample", "disagreement")
                        .out())
                .contains("1 of 1", "Write a Java method");
    }

    @Test
    void aSheetThatCouldNotComeBackIsNotWritten() throws IOException {
        logged(CHAT.formatted("Emma"));
        Path sheet = folder.resolve("s.txt");
        Console console = label("", "--csv", sheet.toString());
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("--import takes .csv files");
        assertThat(sheet).doesNotExist();
        assertThat(label("", "--page", "--csv", folder.resolve("s.csv").toString())
                        .err())
                .contains("name one of them");
    }

    @Test
    void aClassifierOfOtherLabelsSaysNothingOfThese() throws IOException {
        Path catalog = Files.writeString(folder.resolve("models.yaml"), """
                task_types: {support: orders and invoices, legal: contracts}
                providers: {local: {wire: openai, base_url: "http://127.0.0.1:1/v1"}}
                models: [{id: m, provider: local, name: m, tier: small, input: 1, output: 1, context: 100000, capabilities: []}]
                """);
        Path file = Files.writeString(folder.resolve("p.jsonl"), "{\"prompt\": \"where is my invoice?\"}\n");
        Console refused =
                label("1", "--file", file.toString(), "--taxonomy", catalog.toString(), "--sample", "low-confidence");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("classifier.json knows the labels simple, code, reasoning, complex, not support, legal");
        Console random = label("1", "--file", file.toString(), "--taxonomy", catalog.toString());
        assertThat(random.out()).contains("  support\n").doesNotContain("the classifier");
    }

    @Test
    void aPortThatIsNoneIsAUsageError() {
        logged(CHAT.formatted("Emma"));
        Console console = label("", "--page", "--port", "70000");
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("--port 70000: a port is a number up to 65535.");
    }

    @Test
    void anEmptyStoreSaysHowToFillIt() {
        Console console = label("");
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err())
                .contains("set evidence.content to redacted or full")
                .contains("--file prompts.jsonl");
        assertThat(label("", "--sample", "best").err()).contains("use random, low-confidence, overlap or disagreement");
    }
}
