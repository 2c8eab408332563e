package dev.routeproof.harness.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import java.util.List;
import java.util.Optional;

/**
 * A JSON value that satisfies a JSON Schema (draft 2020-12 where it names none) and, where targets are given, equals one.
 * Patterns in the schema are RE2, so no answer can make them slow; references to other documents are not fetched.
 */
final class JsonSchemaScorer {
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .regularExpressionFactory(JsonSchemaScorer::linear)
            .build();

    private JsonSchemaScorer() {}

    private static RegularExpression linear(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    static Score score(ScorerSpec.JsonSchema spec, List<String> targets, String text) {
        Optional<JsonNode> answer = JsonText.find(text);
        if (answer.isEmpty()) {
            return new Scored(0, text, JsonText.absence(text, "The answer holds no valid JSON."));
        }
        List<Error> errors;
        try {
            errors = schema(spec.schema()).validate(answer.get());
        } catch (SchemaException | IllegalArgumentException broken) {
            return new Score.Unscored("The sample's JSON Schema cannot be used: " + broken.getMessage());
        } catch (StackOverflowError endless) {
            return new Score.Unscored("The sample's JSON Schema cannot be used: it refers to itself without end.");
        }
        String shown = answer.get().toString();
        if (!errors.isEmpty()) {
            return new Scored(0, shown, "Breaks the schema: " + errors.getFirst() + ".");
        }
        if (targets.isEmpty()) {
            return new Scored(1, shown, "Satisfies the schema.");
        }
        boolean right = targets.stream()
                .map(JsonText::parse)
                .flatMap(Optional::stream)
                .anyMatch(target -> JsonText.same(target, answer.get()));
        return new Scored(
                right ? 1 : 0, shown, right ? "Equals the target." : "Satisfies the schema but is not the target.");
    }

    /** A registry of its own, so that the schemas of many samples are not kept. */
    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(CONFIG).schemaCacheEnabled(false))
                .getSchema(schema);
    }
}
