package dev.routeproof.harness.rehearse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How the verdicts of a rehearsal compare with the truth.
 *
 * @param wrong a promotion of what is worse, or a roll-back of what is not
 * @param open decided neither rightly nor wrongly: a hold where more traffic would have decided
 */
public record Score(List<Line> lines, boolean wrong, boolean open) {
    /** A task type: what was said, what is true. */
    public record Line(
            @JsonProperty("task_type") String taskType, String verdict, String truth, String remark, String reason) {}

    public Score {
        lines = List.copyOf(lines);
    }

    /** @param ab the JSON of {@code harness ab} */
    public static Score of(Script script, JsonNode ab) {
        var lines = new ArrayList<Line>();
        boolean wrong = false;
        boolean open = false;
        for (String type : Script.TASK_TYPES) {
            JsonNode slice = slice(ab, type);
            String verdict = slice.path("verdict").asText("no verdict");
            String truth = script.truth(type);
            boolean worse = truth.equals("roll_back");
            boolean mistaken = worse ? verdict.equals("promote") : verdict.equals("roll_back");
            boolean right = verdict.equals(truth) || (truth.equals("hold") && verdict.equals("promote"));
            wrong |= mistaken;
            open |= !right && !mistaken;
            String remark = mistaken ? "WRONG" : right ? "right" : "not decided";
            lines.add(
                    new Line(type, verdict, truth, remark, slice.path("reason").asText()));
        }
        return new Score(lines, wrong, open);
    }

    private static JsonNode slice(JsonNode ab, String type) {
        for (JsonNode slice : ab.path("slices")) {
            if (slice.path("task_type").asText().equals(type)) {
                return slice;
            }
        }
        return ab.path("none");
    }
}
