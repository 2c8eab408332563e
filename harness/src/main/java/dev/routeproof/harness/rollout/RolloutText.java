package dev.routeproof.harness.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The rollout in effect, in words. */
public final class RolloutText {
    private RolloutText() {}

    /** What came of an order, and the rollout after it: of several proxies that of the first, and where others differ. */
    public static List<String> answers(List<Fleet.Answer> answers) {
        var lines = new ArrayList<String>();
        var reached =
                answers.stream().filter(answer -> answer.rollout() != null).toList();
        for (Fleet.Answer answer : reached) {
            String said = answer.said();
            if (answers.size() > 1) {
                lines.add("proxy       " + answer.proxy() + (said == null ? "" : "  " + said));
            } else if (said != null) {
                lines.add(said);
            }
        }
        var differ = Fleet.differences(reached);
        if (differ.isEmpty()) {
            reached.stream()
                    .limit(1)
                    .flatMap(answer -> Stream.ofNullable(answer.rollout()))
                    .forEach(rollout -> lines.addAll(lines(rollout)));
            return lines;
        }
        lines.add("DIFFERENT   not the same everywhere: " + String.join(", ", differ));
        for (Fleet.Answer answer : reached) {
            lines.add("");
            lines.add("proxy       " + answer.proxy());
            Stream.ofNullable(answer.rollout()).forEach(rollout -> lines.addAll(lines(rollout)));
        }
        return lines;
    }

    /** One for each proxy that did not take the order. */
    public static List<String> problems(List<Fleet.Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.problem() != null)
                .map(answer -> (answers.size() == 1 ? "" : answer.proxy() + ": ") + answer.problem())
                .toList();
    }

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
                                        + " writes into the same evidence folder; name both, with --admin or --config, to give both an order"));
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
