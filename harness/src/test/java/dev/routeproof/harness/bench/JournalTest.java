package dev.routeproof.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void anAnswerComesBackWhole() {
        var answer = new Answer(
                "line\nbreak \"quoted\" \u0000 \uD83D\uDE80",
                List.of(new Answer.ToolCall("find", "{\"q\": 1}")),
                new Usage(10, 4, 20, 5, Usage.Source.ESTIMATED),
                new Timing(Duration.ofNanos(1_234_567), null),
                "tool_calls",
                null);
        var call = call(1);
        var row = CallRows.of("run", call, new Outcome.Completed(answer), 3, AT);
        try (var journal = Journal.startIn(folder)) {
            journal.append(call.key(), row);
        }
        try (var cache = AnswerCache.open(folder, "run", AnswerCache.Trust.NOTHING)) {
            assertThat(cache.find(call)).contains(row);
            assertThat(cache.paidBefore().nanoUsd()).isEqualTo(30_000);
        }
    }

    @Test
    void aTornLastLineIsAskedAgainAndTheRestIsKept() throws IOException {
        var first = call(1);
        var second = call(2);
        try (var journal = Journal.startIn(folder)) {
            journal.append(first.key(), CallRows.of("run", first, Scripted.right(first.toChatCall()), 1, AT));
            journal.append(second.key(), CallRows.of("run", second, Scripted.right(second.toChatCall()), 1, AT));
        }
        var file = folder.resolve("answers-00001.jsonl");
        var bytes = Files.readAllBytes(file);
        int whole = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = whole; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length), StandardOpenOption.TRUNCATE_EXISTING);
            try (var cache = AnswerCache.open(folder, "run", AnswerCache.Trust.EVERYTHING)) {
                assertThat(cache.find(first)).isPresent();
                assertThat(cache.find(second)).isEmpty();
            }
        }
    }

    @Test
    void anotherRunsAnswersArePricedAnewAndMarked() {
        var call = call(1);
        try (var journal = Journal.startIn(folder)) {
            journal.append(call.key(), CallRows.of("old", call, Scripted.right(call.toChatCall()), 1, AT));
        }
        try (var cache = AnswerCache.open(folder, "new", AnswerCache.Trust.EVERYTHING)) {
            var row = cache.find(call).orElseThrow();
            assertThat(row.runId()).isEqualTo("new");
            assertThat(row.fromCache()).isTrue();
            assertThat(cache.paidBefore().nanoUsd()).isZero();
        }
    }

    private static PlannedCall call(int n) {
        var sample = Scripted.sample("s" + n, "simple");
        var model = Scripted.model("m");
        return new PlannedCall(model, sample, 0, CallKey.of(model, sample, 0, null), null);
    }
}
