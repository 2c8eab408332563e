package dev.routeproof.harness.log;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log as a proxy writes it, for tests: event after event, segment after segment. */
final class WrittenLog {
    static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private final Path folder;
    private final String boot;
    private final Frame.Buffer buffer = new Frame.Buffer(1 << 16);
    private long seq;
    private long segments;

    WrittenLog(Path folder, String boot) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.boot = boot;
    }

    long seq() {
        return seq;
    }

    WrittenLog exchange(String request, String unit, Instant at) throws IOException {
        return decision(request, unit, at).outcome(request, at.plusMillis(800));
    }

    WrittenLog decision(String request, String unit, Instant at) throws IOException {
        return add(new Event.Decision(
                at,
                request,
                request,
                0,
                "canary",
                "aaa",
                "config",
                unit,
                "user",
                "candidate",
                new Event.Propensities(0.85, 0.05, 0.1),
                "balanced",
                "search",
                null,
                null,
                "default",
                "small",
                false,
                "route",
                120,
                List.of(),
                "hash",
                null));
    }

    WrittenLog outcome(String request, Instant at) throws IOException {
        return add(new Event.Outcome(
                at,
                request,
                Event.Status.COMPLETED,
                null,
                200,
                "small",
                List.of(),
                Double.NaN,
                812.5,
                90,
                120,
                0,
                95,
                "reported",
                Money.ofUsd(0.0021),
                "stop",
                true,
                null));
    }

    WrittenLog mirror(String request, Instant at) throws IOException {
        return add(new Event.Mirror(
                at,
                request,
                "q4",
                "tiny",
                Event.Status.COMPLETED,
                null,
                200,
                120,
                400,
                120,
                0,
                80,
                "reported",
                Money.ofUsd(0.0001),
                Money.ofUsd(0.0001),
                "stop",
                false,
                0,
                true,
                "abc",
                "what was answered",
                null));
    }

    WrittenLog feedback(String request, Instant at) throws IOException {
        return add(new Event.Feedback(at, request, "web", "down", null, 4, null, null, 0, false));
    }

    WrittenLog add(Event event) throws IOException {
        seq++;
        buffer.begin();
        EventJson.write(buffer, boot + "-" + seq, event);
        buffer.end(seq);
        return this;
    }

    Path seal() throws IOException {
        return write(".jsonl");
    }

    Path leaveOpen() throws IOException {
        return write(".jsonl.open");
    }

    private Path write(String ending) throws IOException {
        Path file = folder.resolve("aaa-%06d%s".formatted(++segments, ending));
        Files.write(file, buffer.toByteArray());
        buffer.reset();
        return file;
    }

    /** Changes bytes of {@code file} at {@code at}, or cuts it there where there is none. */
    static void damage(Path file, int at, @Nullable String bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        if (bytes == null) {
            Files.write(file, java.util.Arrays.copyOf(all, at));
        } else {
            System.arraycopy(bytes.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, all, at, bytes.length());
            Files.write(file, all);
        }
    }
}
