package dev.routeproof.routing.classify;

import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads {@code rules.yaml}. */
public final class RulesFile {
    private record RuleYaml(Located<String> label, double weight, Rule.@Nullable Signs any, Rule.@Nullable Signs all) {
        Rule rule() {
            return new Rule(new TaskType(label.value()), weight, any, all);
        }
    }

    private static final Shape<String> WORD = Shapes.words().checked((node, text, problems) -> {
        if (text.chars().anyMatch(Character::isWhitespace)) {
            problems.add(node.place(), "'" + text + "' is more than one word", "write it under 'contains'");
            return null;
        }
        return text;
    });

    private static final Shape<Rule.Signs> SIGNS = Shapes.record(
            "set of signs",
            "Signs of the last user message, of a long one of its first 1,300 and last 700 characters; a list holds where one of its items does.",
            fields -> {
                var contains = fields.optional(
                        "contains", Shapes.oneOrMany(Shapes.words()), List.of(), "Texts found anywhere, case folded.");
                var starts = fields.optional(
                        "starts_with",
                        Shapes.oneOrMany(Shapes.words()),
                        List.of(),
                        "Texts it begins with, case folded.");
                var ends = fields.optional(
                        "ends_with", Shapes.oneOrMany(Shapes.words()), List.of(), "Texts it ends with, case folded.");
                var words = fields.optional(
                        "words", Shapes.oneOrMany(WORD), List.of(), "Whole words found anywhere, case folded.");
                var regex = fields.optional("regex", Shapes.oneOrMany(Shapes.pattern()), List.of(), "RE2 patterns.");
                var min = fields.optional(
                        "min_tokens", Shapes.integer(0, 100_000_000), "Least estimated input tokens, inclusive.");
                var max = fields.optional(
                        "max_tokens", Shapes.integer(0, 100_000_000), "Most estimated input tokens, inclusive.");
                var minOutput = fields.optional(
                        "min_output_tokens", Shapes.integer(0, 100_000_000), "Least estimated tokens of the answer.");
                var code = fields.optional("code_block", Shapes.bool(), "Whether it holds a fenced code block.");
                var languages = fields.optional(
                        "language", Shapes.oneOrMany(Shapes.words()), List.of(), "ISO 639-1 codes of its language.");
                return row -> {
                    var signs = new Rule.Signs(
                            row.get(contains),
                            row.get(starts),
                            row.get(ends),
                            row.get(words),
                            row.get(regex),
                            row.orNull(min),
                            row.orNull(max),
                            row.orNull(minOutput),
                            row.orNull(code),
                            Set.copyOf(row.get(languages)));
                    if (signs.asksNothing()) {
                        row.problem("this set holds no sign", "name at least one, as contains: word");
                    }
                    Integer least = signs.minTokens();
                    Integer most = signs.maxTokens();
                    if (least != null && most != null && least > most) {
                        row.problem(min, "min_tokens is above max_tokens, so this never holds", "swap them");
                    }
                    return signs;
                };
            });

    private static final Shape<RuleYaml> RULE =
            Shapes.record("rule", "Adds a weight to a label where its conditions hold.", fields -> {
                var label = fields.required("label", Shapes.words().located(), "The task type.");
                var weight = fields.required("weight", Shapes.number(0, 1), "What it adds to the label, 0 to 1.");
                var any = fields.optional("any", SIGNS, "At least one sign holds.");
                var all = fields.optional("all", SIGNS, "Every sign holds.");
                return row -> {
                    if (!row.has(any) && !row.has(all)) {
                        row.problem("this rule has no condition", "write any: {…} or all: {…}");
                        return null;
                    }
                    return new RuleYaml(row.get(label), row.get(weight), row.orNull(any), row.orNull(all));
                };
            });

    private static final Shape<List<RuleYaml>> SHAPE =
            Shapes.record("rules file", "The scores add up, then the highest label wins.", fields -> {
                var rules = fields.required("rules", Shapes.someOf(RULE), "The rules; their order does not matter.");
                return row -> row.get(rules);
            });

    private RulesFile() {}

    /** Rules whose labels are all in the taxonomy; every problem at once. */
    public static Loaded<List<Rule>> load(Path file, Taxonomy taxonomy) {
        var problems = new ProblemCollector();
        List<RuleYaml> written = ConfigText.yaml(file, SHAPE, problems);
        if (written == null) {
            return problems.outcome(null);
        }
        var labels = taxonomy.taskTypes().stream().map(TaskType::label).toList();
        for (RuleYaml rule : written) {
            if (!labels.contains(rule.label().value())) {
                problems.add(
                        rule.label().place(),
                        "no task type '" + rule.label().value() + "'",
                        Nearest.fix(rule.label().value(), labels, "task types"));
            }
        }
        return problems.outcome(written.stream().map(RuleYaml::rule).toList());
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return SHAPE;
    }
}
