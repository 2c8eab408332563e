package dev.routeproof.harness.imports;

import static dev.routeproof.harness.imports.LineField.key;
import static dev.routeproof.harness.imports.LineField.optional;
import static dev.routeproof.harness.imports.LineField.value;
import static dev.routeproof.harness.imports.LineField.word;

import dev.routeproof.harness.imports.LineField.Kind;
import dev.routeproof.harness.imports.LineField.Need;
import java.util.List;

/** What a line says of an exchange, and of assignments, in the order of the columns they are kept in. */
final class ExchangeFields {
    static final List<String> ARMS = List.of("control", "candidate", "holdout");

    /** Its share is what the three arms leave to add up to 1. */
    static final String EXPLORE = "explore";

    private static final LineField ARM = word("arm", Need.VALUE, "control", "candidate", "holdout", EXPLORE);

    static final List<LineField> EXCHANGE = List.of(
            value("request_id", Kind.TEXT),
            value("at", Kind.TIME),
            key("unit", Kind.TEXT),
            ARM,
            value("propensities", Kind.SHARES),
            value("epoch", Kind.ORDINAL),
            key("task_type", Kind.TEXT),
            value("default_model", Kind.TEXT),
            key("candidate_model", Kind.TEXT),
            optional("mode", Kind.TEXT),
            optional("feature", Kind.TEXT),
            key("model", Kind.TEXT),
            word("status", Need.VALUE, "completed", "failed", "cancelled", "dropped"),
            optional("latency_ms", Kind.NUMBER),
            optional("first_token_ms", Kind.NUMBER),
            optional("input_tokens", Kind.WHOLE),
            optional("output_tokens", Kind.WHOLE),
            optional("cost_usd", Kind.NUMBER),
            word("thumbs", Need.NOTHING, "up", "down"),
            optional("rating", Kind.RATING),
            optional("scores", Kind.SCORES));

    static final List<LineField> ASSIGNED =
            List.of(value("epoch", Kind.ORDINAL), ARM, key("task_type", Kind.TEXT), value("assigned", Kind.WHOLE));

    private ExchangeFields() {}
}
