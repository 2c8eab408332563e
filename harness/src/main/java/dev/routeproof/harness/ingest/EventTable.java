package dev.routeproof.harness.ingest;

import dev.routeproof.harness.store.ColumnBatch;
import dev.routeproof.harness.store.ColumnBatch.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of event and where its fields go: the columns of its table, after {@code boot} and {@code seq}. */
@SuppressWarnings("ImmutableEnumChecker") // filled in the constructor, never changed after it
enum EventTable {
    DECISION("""
            at:TIME request_id:TEXT attempt_group:TEXT retry:COUNT phase:TEXT epoch:TEXT config:TEXT unit:TEXT \
            unit_kind:TEXT arm:TEXT propensities.control:NUMBER propensities.candidate:NUMBER \
            propensities.holdout:NUMBER mode:TEXT feature:TEXT project:TEXT key_id:TEXT requested_model:TEXT \
            served_model:TEXT override:FLAG reason:TEXT tokens_estimated:WHOLE candidates:JSON prompt_hash:TEXT \
            content:TEXT propensities.explore:NUMBER propensities.explored:JSON"""),
    OUTCOME("""
            at:TIME request_id:TEXT status:TEXT error:TEXT http:COUNT served_model:TEXT attempts:JSON \
            first_token_ms:NUMBER latency_ms:NUMBER overhead_micros:WHOLE input_tokens:WHOLE cached_tokens:WHOLE \
            output_tokens:WHOLE usage:TEXT cost_usd:NUMBER finish_reason:TEXT stream:FLAG answer:TEXT"""),
    MIRROR("""
            at:TIME request_id:TEXT candidate:TEXT model:TEXT status:TEXT error:TEXT http:COUNT first_token_ms:NUMBER \
            latency_ms:NUMBER input_tokens:WHOLE cached_tokens:WHOLE output_tokens:WHOLE usage:TEXT cost_usd:NUMBER \
            counted_usd:NUMBER finish_reason:TEXT stream:FLAG tool_calls:COUNT same_answer:FLAG answer_hash:TEXT \
            answer:TEXT calls:TEXT"""),
    FEEDBACK("""
            at:TIME request_id:TEXT rater:TEXT thumbs:TEXT rating:COUNT comment_length:COUNT feedback_kind:TEXT \
            value:TEXT revision:COUNT late:FLAG"""),
    EPOCH("""
            at:TIME epoch:TEXT ordinal:COUNT allocation.phase:TEXT allocation.percent:NUMBER \
            allocation.holdout:NUMBER allocation.back_off:JSON table:TEXT candidate:TEXT config:TEXT cause:TEXT \
            note:TEXT killed:FLAG resumes:TEXT share_since:TIME experiment.id:TEXT experiment.rollout:TEXT \
            experiment.default:TEXT experiment.document:TEXT allocation.explore:NUMBER"""),
    GAP("at:TIME from:TIME to:TIME count:WHOLE reason:TEXT");

    /** What a field holds: what its column takes, or JSON that is kept as it stands. */
    enum Cell {
        TEXT(Kind.TEXT),
        WHOLE(Kind.WHOLE),
        COUNT(Kind.COUNT),
        NUMBER(Kind.NUMBER),
        FLAG(Kind.FLAG),
        TIME(Kind.TIME),
        JSON(Kind.TEXT);

        private final Kind kind;

        Cell(Kind kind) {
            this.kind = kind;
        }
    }

    /**
     * One column.
     *
     * @param index its place in the row
     * @param group the object that its field stands in; empty: the event itself
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Column(int index, Cell cell, String group, byte[] key) {}

    static final int BOOT = 0;
    static final int SEQ = 1;

    private final String table = name().toLowerCase(Locale.ROOT);
    private final List<Column> columns = new ArrayList<>();

    EventTable(String fields) {
        for (String field : fields.split("\\s+")) {
            int colon = field.indexOf(':');
            int dot = field.indexOf('.');
            columns.add(new Column(
                    SEQ + 1 + columns.size(),
                    Cell.valueOf(field.substring(colon + 1)),
                    field.substring(0, Math.max(0, dot)),
                    field.substring(dot + 1, colon).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Empty where no event has that kind. */
    static Optional<EventTable> of(String kind) {
        for (EventTable table : values()) {
            if (table.table.equals(kind)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    ColumnBatch batch(int capacity) {
        var kinds = new ArrayList<>(List.of(Kind.TEXT, Kind.WHOLE)); // boot and seq
        columns.forEach(column -> kinds.add(column.cell().kind));
        return new ColumnBatch(table, kinds, capacity);
    }

    List<Column> columns() {
        return columns;
    }

    /** The place in the row of a field of the event itself. */
    int index(String field) {
        byte[] key = field.getBytes(StandardCharsets.UTF_8);
        return columns.stream()
                .filter(column -> column.group().isEmpty() && Arrays.equals(column.key(), key))
                .findFirst()
                .orElseThrow()
                .index();
    }
}
