package dev.routeproof.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.routeproof.datasets.ScorerSpec.Constraint;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.datasets.ScorerSpec.Overlap.Measure;
import dev.routeproof.routing.config.Fields;
import dev.routeproof.routing.config.OptionalField;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The group under {@code scorer:} on a card or a line. */
final class ScorerShape {
    // First, because the shape below is made of it.
    private static final Shape<Extract> EXTRACT = extractShape();

    static final Shape<ScorerSpec> SHAPE = Shapes.variants("kind", "How an answer is scored.", kinds());

    private ScorerShape() {}

    private static Map<String, Shape<? extends ScorerSpec>> kinds() {
        Map<String, Shape<? extends ScorerSpec>> kinds = new LinkedHashMap<>();
        kinds.put("exact", exact());
        kinds.put("includes", includes());
        kinds.put("regex", regex());
        kinds.put("numeric", numeric());
        kinds.put("expression", expression());
        kinds.put("choice", choice());
        kinds.put("json_schema", jsonSchema());
        kinds.put("f1", overlap(Measure.F1, "Token F1 against the best target."));
        kinds.put("rouge_l", overlap(Measure.ROUGE_L, "ROUGE-L against the best target."));
        kinds.put("constraints", constraints());
        kinds.put("tool_call", toolCall());
        return kinds;
    }

    private static Shape<ScorerSpec> exact() {
        return Shapes.record("exact scorer", "Right where the answer equals a target.", fields -> {
            var ignoreCase = fields.optional(
                    "ignore_case",
                    Shapes.bool(),
                    true,
                    "Fold letter case, spaces and outer punctuation; default true.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Exact(row.get(ignoreCase), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> includes() {
        return Shapes.record("includes scorer", "Right where a target occurs in the answer as whole words.", fields -> {
            var ignoreCase = fields.optional("ignore_case", Shapes.bool(), true, "Fold letter case; default true.");
            var all = fields.optional(
                    "all", Shapes.bool(), false, "Every target must occur; default false: one is enough.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Includes(row.get(ignoreCase), row.get(all), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> regex() {
        return Shapes.record("regex scorer", "Right where the answer matches a pattern somewhere.", fields -> {
            var pattern = fields.required("pattern", Shapes.pattern().as(Pattern::pattern), "An RE2 pattern.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Regex(row.get(pattern), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> numeric() {
        return Shapes.record("numeric scorer", "Right where the answer is the target's number.", fields -> {
            var tolerance = fields.optional(
                    "tolerance",
                    Shapes.number(0, Double.POSITIVE_INFINITY),
                    0.0,
                    "Absolute difference that still counts as equal; default 0.");
            var relative = fields.optional(
                    "relative_tolerance",
                    Shapes.number(0, 1),
                    0.0,
                    "Share of the target that still counts as equal; default 0.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Numeric(row.get(tolerance), row.get(relative), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> expression() {
        return Shapes.record("expression scorer", "Right where the answer equals a target in value.", fields -> {
            var language = fields.optional(
                    "language", Shapes.word(Language.class), Language.LATEX, "latex (the default) or python.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Expression(row.get(language), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> choice() {
        return Shapes.record("choice scorer", "Right where the answer settles on the target's label.", fields -> {
            var choices = fields.required("choices", Shapes.someOf(Shapes.words()), "The labels, as in [A, B, C, D].");
            var extract = extract(fields);
            return row -> new ScorerSpec.Choice(row.get(choices), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> jsonSchema() {
        Shape<JsonNode> schema = Shapes.anything().checked((node, value, problems) -> {
            if (!value.isObject()) {
                problems.add(node.place(), "a JSON Schema is a group of keys", "write {type: object, …}");
                return null;
            }
            return value;
        });
        return Shapes.record("json_schema scorer", "Right where the answer satisfies a JSON Schema.", fields -> {
            var declared = fields.required("schema", schema, "The JSON Schema, draft 2020-12 where it names none.");
            var extract = extract(fields);
            return row -> new ScorerSpec.JsonSchema(row.get(declared), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> overlap(Measure measure, String says) {
        return Shapes.record("overlap scorer", says, fields -> {
            var extract = extract(fields);
            return row -> new ScorerSpec.Overlap(measure, row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> constraints() {
        return Shapes.record("constraints scorer", "The share of checks that hold.", fields -> {
            var checks =
                    fields.required("checks", Shapes.someOf(check()), "What the answer must be like, one key each.");
            var extract = extract(fields);
            return row -> new ScorerSpec.Constraints(row.get(checks), row.orNull(extract));
        });
    }

    private static Shape<ScorerSpec> toolCall() {
        return Shapes.record(
                "tool_call scorer", "Right where the tool is called with the target's arguments.", fields -> {
                    var extract = extract(fields);
                    return row -> new ScorerSpec.ToolCall(row.orNull(extract));
                });
    }

    private static OptionalField<Extract> extract(Fields fields) {
        return fields.optional("extract", EXTRACT, "Where in the answer the scored part stands; default: all of it.");
    }

    private static Shape<Extract> extractShape() {
        Map<String, Shape<? extends Extract>> kinds = new LinkedHashMap<>();
        kinds.put("json", Shapes.<Extract>record("json extraction", "A field of a JSON answer.", fields -> {
            var field = fields.required("field", Shapes.words(), "The field's name.");
            return row -> new Extract.JsonField(row.get(field));
        }));
        kinds.put("regex", Shapes.<Extract>record("regex extraction", "The last match of a pattern.", fields -> {
            var pattern = fields.required(
                    "pattern", Shapes.pattern().as(Pattern::pattern), "An RE2 pattern; its first group is the part.");
            return row -> new Extract.Pattern(row.get(pattern));
        }));
        kinds.put(
                "last_number",
                Shapes.<Extract>record(
                        "last_number extraction", "The last number.", fields -> row -> new Extract.LastNumber()));
        kinds.put("after", Shapes.<Extract>record("after extraction", "What follows the last marker.", fields -> {
            var marker = fields.required("marker", Shapes.words(), "The text before the part, as in '####'.");
            return row -> new Extract.After(row.get(marker));
        }));
        return Shapes.variants("kind", "Where in the answer the scored part stands.", kinds);
    }

    private static Shape<Constraint> check() {
        Map<String, Shape<? extends Constraint>> byKey = new LinkedHashMap<>();
        byKey.put("words", bounds("words check", Constraint.Words::new));
        byKey.put("lines", bounds("lines check", Constraint.Lines::new));
        byKey.put("contains", contains());
        byKey.put("matches", Shapes.pattern().as(pattern -> new Constraint.Matches(pattern.pattern())));
        byKey.put("valid_json", Shapes.word(Map.of("true", true)).as(_ -> new Constraint.ValidJson()));
        byKey.put("starts_with", Shapes.words().as(Constraint.StartsWith::new));
        byKey.put("ends_with", Shapes.words().as(Constraint.EndsWith::new));
        return Shapes.oneKey("One check.", byKey);
    }

    private interface Bounds {
        Constraint of(@Nullable Integer min, @Nullable Integer max);
    }

    private static Shape<Constraint> bounds(String name, Bounds bounds) {
        return Shapes.record(name, "How many there may be, both ends inclusive.", fields -> {
            var min = fields.optional("min", Shapes.integer(0, Integer.MAX_VALUE), "At least this many.");
            var max = fields.optional("max", Shapes.integer(0, Integer.MAX_VALUE), "At most this many.");
            return row -> {
                Integer least = row.orNull(min);
                Integer most = row.orNull(max);
                if (least == null && most == null) {
                    row.problem("this check has neither min nor max", "give at least one of them");
                    return null;
                }
                if (least != null && most != null && least > most) {
                    row.problem(min, "min " + least + " is above max " + most, "no answer could pass");
                    return null;
                }
                return bounds.of(least, most);
            };
        });
    }

    private static Shape<Constraint> contains() {
        Shape<List<String>> parts = Shapes.oneOrMany(Shapes.words());
        return Shapes.record("contains check", "Texts that must or must not occur; letter case counts.", fields -> {
            var all = fields.optional("all", parts, List.of(), "All of these occur.");
            var any = fields.optional("any", parts, List.of(), "At least one of these occurs.");
            var none = fields.optional("none", parts, List.of(), "None of these occurs.");
            return row -> new Constraint.Contains(row.get(all), row.get(any), row.get(none));
        });
    }
}
