package dev.routeproof.harness.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rollout in effect, in words. */
public final class RolloutText {
    private RolloutText() {}

    /** Lines for a person; {@code rollout} is what the admin listener says. */
    public static List<String> lines(JsonNode rollout) {
        var lines = new ArrayList<String>();
        if (rollout.path("experiment").isNull()) {
            lines.add("experiment  none: proxy.yaml names no rollout document, so everybody gets the default");
            lines.add("phase       " + phase(rollout));
        } else {
            lines.add("experiment  " + rollout.path("experiment").asText() + ", candidate "
                    + rollout.path("candidate").asText());
            lines.add("phase       " + phase(rollout));
            lines.add(String.format(
                    Locale.ROOT,
                    "share       %s %% to the candidate, %s %% held out, since %s",
                    share(rollout),
                    number(rollout.path("holdout")),
                    rollout.path("share_since").asText()));
            if (rollout.path("explore").asDouble() > 0) {
                lines.add("explored    by " + number(rollout.path("explore")) + " % of the units, in no comparison");
            }
            lines.add("backed off  " + backOff(rollout));
        }
        lines.add("epoch       " + rollout.path("epoch").asText());
        rollout.path("beside")
                .forEach(
                        other -> lines.add(
                                "beside      " + other.asText()
                                        + " writes into the same evidence folder; orders go to one proxy, so give it this one too: --admin"));
        rollout.path("watch").forEach(line -> lines.add("watch       " + line.asText()));
        return lines;
    }

    /** Percent; in phase full the candidate gets everybody but the hold-out, whatever the percent is. */
    private static String share(JsonNode rollout) {
        return rollout.path("phase").asText().equals("full") ? "100" : number(rollout.path("percent"));
    }

    private static String phase(JsonNode rollout) {
        String phase = rollout.path("phase").asText();
        if (rollout.path("killed").asBoolean()) {
            return phase + ", KILLED: everything goes to the default; harness rollout resume ends that";
        }
        String resumes = rollout.path("resumes").asText("");
        return phase.equals("shadow") && rollout.path("resumes").isTextual()
                ? "shadow, paused; harness rollout resume goes back to " + resumes
                : phase;
    }

    private static String backOff(JsonNode rollout) {
        var types = new ArrayList<String>();
        rollout.path("back_off").forEach(type -> types.add(type.asText()));
        return types.isEmpty() ? "nothing" : String.join(", ", types);
    }

    private static String number(JsonNode value) {
        double number = value.asDouble();
        return number == Math.rint(number)
                ? Long.toString(Math.round(number))
                : String.format(Locale.ROOT, "%.2f", number);
    }
}
