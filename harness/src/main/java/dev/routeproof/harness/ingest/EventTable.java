package dev.routeproof.harness.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A kind of event and where its fields go: the columns of its table, after {@code boot} and {@code seq}. */
@SuppressWarnings("ImmutableEnumChecker") // filled in the constructor, never changed after it
enum EventTable {
    DECISION("""
            at:TIME request_id:TEXT attempt_group:TEXT retry:COUNT phase:TEXT epoch:TEXT config:TEXT unit:TEXT \
            unit_kind:TEXT arm:TEXT propensities.control:NUMBER propensities.candidate:NUMBER \
            propensities.holdout:NUMBER mode:TEXT feature:TEXT project:TEXT key_id:TEXT requested_model:TEXT \
            served_model:TEXT override:FLAG reason:TEXT tokens_estimated:WHOLE candidates:JSON prompt_hash:TEXT \
            content:TEXT"""),
    OUTCOME("""
            at:TIME request_id:TEXT status:TEXT error:TEXT http:COUNT served_model:TEXT attempts:JSON \
            first_token_ms:NUMBER latency_ms:NUMBER overhead_micros:WHOLE input_tokens:WHOLE cached_tokens:WHOLE \
            output_tokens:WHOLE usage:TEXT cost_usd:NUMBER finish_reason:TEXT stream:FLAG answer:TEXT"""),
    FEEDBACK("""
            at:TIME request_id:TEXT rater:TEXT thumbs:TEXT rating:COUNT comment_length:COUNT feedback_kind:TEXT \
            value:TEXT revision:COUNT late:FLAG"""),
    EPOCH("""
            at:TIME epoch:TEXT ordinal:COUNT allocation.phase:TEXT allocation.percent:NUMBER \
            allocation.holdout:NUMBER allocation.back_off:JSON table:TEXT candidate:TEXT config:TEXT cause:TEXT \
            note:TEXT killed:FLAG resumes:TEXT share_since:TIME experiment.id:TEXT experiment.rollout:TEXT \
            experiment.default:TEXT experiment.document:TEXT"""),
    GAP("at:TIME from:TIME to:TIME count:WHOLE reason:TEXT");

    /** What a column takes. */
    enum Cell {
        TEXT,
        WHOLE,
        COUNT,
        NUMBER,
        FLAG,
        TIME,
        JSON
    }

    /** One column: its place in the row and what it takes. */
    record Column(int index, Cell cell) {}

    private static final int BEFORE = 2;

    private final Map<String, Column> columns = new HashMap<>();
    private final List<String> groups = new ArrayList<>();

    EventTable(String fields) {
        for (String field : fields.split("\\s+")) {
            int colon = field.indexOf(':');
            String name = field.substring(0, colon);
            columns.put(name, new Column(BEFORE + columns.size(), Cell.valueOf(field.substring(colon + 1))));
            int dot = name.indexOf('.');
            if (dot > 0 && !groups.contains(name.substring(0, dot))) {
                groups.add(name.substring(0, dot));
            }
        }
    }

    static EventTable of(String kind) {
        for (EventTable table : values()) {
            if (table.table().equals(kind)) {
                return table;
            }
        }
        throw new IllegalArgumentException("no event has the kind '" + kind + "'");
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    int width() {
        return BEFORE + columns.size();
    }

    /** Null for a field that has no column. */
    @Nullable
    Column column(String field) {
        return columns.get(field);
    }

    /** The place in the row of a field that has a column. */
    int index(String field) {
        return Objects.requireNonNull(columns.get(field)).index();
    }

    /** Whether {@code field} is an object whose fields have columns of their own. */
    boolean isGroup(String field) {
        return groups.contains(field);
    }
}
