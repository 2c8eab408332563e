package dev.routeproof.harness.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Runs a rehearsal's traffic through a real proxy while that ramps up, and tells each step as it happens. Hour by hour:
 * the proxy's clock moves on only when all of the hour before is answered, written down and judged.
 */
public final class Rehearsal {
    /** The experiment under which a rehearsal is judged and reported. */
    public static final String EXPERIMENT = Stage.EXPERIMENT;

    private Rehearsal() {}

    /**
     * What happened.
     *
     * @param failed requests answered with an error
     * @param broken requests and votes without a whole answer
     * @param epochs lines about the epochs, as they were told
     * @param complaint what went wrong at the end; empty: nothing
     */
    public record Done(
            long asked, long voted, long failed, long broken, double seconds, List<String> epochs, String complaint) {
        public Done {
            epochs = List.copyOf(epochs);
        }
    }

    /** The rollout document that is rehearsed. */
    public static String document() {
        return Stage.ROLLOUT;
    }

    /** @param proxy the command that starts a proxy, {@code scripts/proxy} */
    public static Done run(Script script, Path home, Path proxy, Consumer<String> tell)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path config = Stage.write(home, script);
        long begun = System.nanoTime();
        try (var running = RehearsalProxy.start(proxy, config, script.seed())) {
            var story = new Story(tell);
            var traffic = new Traffic(running.port(), script);
            try (traffic) {
                for (int hour = 0; hour < Script.HOURS || traffic.votesAhead(); hour++) {
                    Instant now = Script.START.plus(Duration.ofHours(hour));
                    running.admin().order("PUT", "/admin/clock", "{\"to\":\"" + now + "\"}");
                    story.look(running.admin().get("/admin/rollout"), hour, traffic);
                    traffic.hour(hour);
                }
            }
            String complaint = running.stop();
            return new Done(
                    traffic.asked(),
                    traffic.voted(),
                    traffic.failed(),
                    traffic.broken(),
                    (System.nanoTime() - begun) / 1e9,
                    story.told,
                    complaint == null ? "" : complaint);
        }
    }

    /** Tells of every epoch once. */
    private static final class Story {
        private final Consumer<String> tell;
        private final List<String> told = new ArrayList<>();
        private String epoch = "";
        private String backedOff = "";

        Story(Consumer<String> tell) {
            this.tell = tell;
        }

        void look(JsonNode rollout, int hour, Traffic traffic) {
            String now = rollout.path("epoch").asText();
            if (now.equals(epoch)) {
                return;
            }
            epoch = now;
            String off = rollout.path("back_off").toString();
            boolean newly = !off.equals(backedOff) && !off.equals("[]");
            backedOff = off;
            String line = String.format(
                    Locale.ROOT,
                    "day %2d  %-6s %3.0f %% to the candidate%s%s   (%,d requests, %,d votes)",
                    hour / 24,
                    rollout.path("phase").asText(),
                    rollout.path("percent").asDouble(),
                    off.equals("[]") ? "" : ", backed off: " + off.replaceAll("[\\[\\]\"]", ""),
                    newly ? ": " + why(rollout) : "",
                    traffic.asked(),
                    traffic.voted());
            told.add(line);
            tell.accept(line);
        }

        private static String why(JsonNode rollout) {
            for (JsonNode line : rollout.path("watch")) {
                if (line.asText().startsWith("backed off: ")) {
                    return line.asText().substring("backed off: ".length());
                }
            }
            return "harm was shown";
        }
    }
}
