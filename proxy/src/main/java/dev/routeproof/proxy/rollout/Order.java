package dev.routeproof.proxy.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An operator's order as JSON: what it makes of the allocation in effect. Pure. */
public final class Order {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern TWICE = Pattern.compile("Duplicate field '([a-z_]+)'");

    private Order() {}

    /** What is wrong with an order, one sentence. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        /** One sentence for the operator. */
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** {@code phase, percent, holdout, back_off}, all optional. */
    public static Allocation change(String order, Allocation before, Taxonomy known) throws Refused {
        JsonNode json = object(order, "phase", "percent", "holdout", "back_off");
        Set<TaskType> backOff = json.has("back_off") ? types(json.path("back_off"), known) : before.backOff();
        Phase phase = json.has("phase") ? phase(json.path("phase")) : before.phase();
        double percent = share(json, "percent", before.percent());
        double holdout = share(json, "holdout", before.holdout());
        if (phase == Phase.FULL && json.has("percent") && percent < 100) {
            throw new Refused("in phase full the candidate gets everybody but the hold-out, whatever the percent;"
                    + " to lower its share give phase canary with a percent");
        }
        if (phase == Phase.CANARY && json.has("phase") && percent == 0) {
            throw new Refused("a canary of 0 % tests nothing; give a percent with it");
        }
        if (holdout + before.explore() >= 100) {
            throw new Refused("a hold-out of " + Changes.number(holdout) + " % and exploration of "
                    + Changes.number(before.explore())
                    + " % leave nobody for the experiment");
        }
        return new Allocation(phase, percent, holdout, before.explore(), backOff);
    }

    /** {@code add} and {@code remove}, or {@code back_off}, which replaces the set. */
    public static Allocation backOff(String order, Allocation before, Taxonomy known) throws Refused {
        JsonNode json = object(order, "add", "remove", "back_off");
        if (json.isEmpty()) {
            throw new Refused("the order names no task type; give add, remove or back_off a list of them");
        }
        var backOff = new HashSet<>(json.has("back_off") ? types(json.path("back_off"), known) : before.backOff());
        backOff.addAll(types(json.path("add"), known));
        backOff.removeAll(types(json.path("remove"), known));
        return before.withBackOff(backOff);
    }

    /** {@code to}, a moment such as {@code 2026-01-05T00:00:00Z}. */
    public static Instant moment(String order) throws Refused {
        String to = object(order, "to").path("to").asText();
        try {
            return Instant.parse(to);
        } catch (DateTimeParseException none) {
            throw new Refused("'" + to + "' is no moment in UTC, such as 2026-01-05T00:00:00Z");
        }
    }

    private static JsonNode object(String order, String... fields) throws Refused {
        JsonNode json;
        try {
            json = JSON.readTree(order);
        } catch (MismatchedInputException e) {
            throw new Refused("the order is more than one JSON object");
        } catch (JsonProcessingException e) {
            Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
            throw new Refused(
                    twice.find() ? "the order names '" + twice.group(1) + "' twice" : "the order is not JSON");
        }
        if (json == null || !json.isObject()) {
            throw new Refused("the order is not a JSON object");
        }
        var known = List.of(fields);
        for (var names = json.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw new Refused("the order has an unknown field; known ones are " + String.join(", ", fields));
            }
        }
        return json;
    }

    private static Phase phase(JsonNode word) throws Refused {
        for (Phase phase : Phase.values()) {
            if (phase.word().equals(word.asText().toLowerCase(Locale.ROOT))) {
                return phase;
            }
        }
        throw new Refused("there is no such phase; it is one of "
                + Arrays.stream(Phase.values()).map(Phase::word).collect(Collectors.joining(", ")));
    }

    private static double share(JsonNode json, String field, double before) throws Refused {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return before;
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 100)) {
            throw new Refused(field + " is a number from 0 to 100");
        }
        return value.doubleValue();
    }

    private static Set<TaskType> types(JsonNode list, Taxonomy known) throws Refused {
        var types = new HashSet<TaskType>();
        if (!list.isMissingNode() && !list.isArray()) {
            throw new Refused("task types are given as a list, such as [\"code\"]");
        }
        for (JsonNode label : list) {
            var type = known.taskTypes().stream()
                    .filter(one -> one.label().equals(label.asText()))
                    .findFirst();
            if (type.isEmpty()) {
                throw new Refused("there is no task type of that name; known ones are "
                        + known.taskTypes().stream().map(TaskType::label).collect(Collectors.joining(", ")));
            }
            types.add(type.get());
        }
        return types;
    }
}
