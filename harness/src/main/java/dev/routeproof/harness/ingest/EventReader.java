package dev.routeproof.harness.ingest;

import dev.routeproof.harness.ingest.EventTable.Column;
import dev.routeproof.harness.store.ColumnBatch;
import dev.routeproof.routing.evidence.EventTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one event into the cells of its table. Fields that have no column are passed over. */
final class EventReader {
    private static final byte[] KIND = "kind".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_ID = "event_id".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor json = new JsonCursor();
    /** Where the column of the next field probably is: events are written in the order of their columns. */
    private int probable;

    private byte[] bootBytes = {};
    private String boot = "";

    /** The start of a proxy that the event read last belongs to. */
    String boot() {
        return boot;
    }

    /**
     * Reads {@code bytes[from, to)} as a row of the batch of its table; that row stays open.
     *
     * @throws IOException where it is not an event that this version knows; its row is then dropped
     */
    ColumnBatch read(byte[] bytes, int from, int to, Function<EventTable, ColumnBatch> batches) throws IOException {
        json.over(bytes, from, to);
        json.expect('{');
        expect(json.key(true) && json.is(KIND), "'kind' first");
        json.string();
        EventTable table = EventTable.of(json.text())
                .orElseThrow(() -> new IOException("an event of a kind that this version does not know"));
        ColumnBatch batch = batches.apply(table);
        try {
            id(batch);
            probable = 0;
            fields(batch, table.columns(), "", false);
            expect(json.peek() == 0, "nothing after the event");
            return batch;
        } catch (IOException wrong) {
            batch.dropRow();
            throw wrong;
        } catch (DateTimeParseException wrong) {
            batch.dropRow();
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    private void id(ColumnBatch batch) throws IOException {
        expect(json.key(false) && json.is(EVENT_ID), "'event_id' second");
        json.string();
        int dash = json.end() - 1;
        while (dash >= json.from() && json.bytes()[dash] != '-') {
            dash--;
        }
        expect(dash > json.from(), "an event_id of the form boot-seq");
        if (!Arrays.equals(json.bytes(), json.from(), dash, bootBytes, 0, bootBytes.length)) {
            bootBytes = Arrays.copyOfRange(json.bytes(), json.from(), dash);
            boot = new String(bootBytes, StandardCharsets.UTF_8);
        }
        batch.text(EventTable.BOOT, bootBytes, 0, bootBytes.length);
        batch.whole(EventTable.SEQ, digits(json.bytes(), dash + 1, json.end()));
    }

    private static long digits(byte[] bytes, int from, int to) throws IOException {
        expect(from < to && to - from < 19, "an event_id of the form boot-seq");
        long value = 0;
        for (int i = from; i < to; i++) {
            expect(bytes[i] >= '0' && bytes[i] <= '9', "an event_id of the form boot-seq");
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private void fields(ColumnBatch batch, List<Column> columns, String group, boolean begins) throws IOException {
        for (boolean first = begins; json.key(first); first = false) {
            Column column = column(columns, group);
            if (column != null) {
                cell(batch, column);
            } else if (group.isEmpty() && isGroup(columns, json.text()) && json.peek() == '{') {
                String inside = json.text();
                json.expect('{');
                fields(batch, columns, inside, true);
            } else {
                json.skip();
            }
        }
    }

    private @Nullable Column column(List<Column> columns, String group) {
        int size = columns.size();
        for (int i = 0; i < size; i++) {
            Column column = columns.get((probable + i) % size);
            if (json.is(column.key()) && column.group().equals(group)) {
                probable = (probable + i + 1) % size;
                return column;
            }
        }
        return null;
    }

    private static boolean isGroup(List<Column> columns, String name) {
        for (Column column : columns) {
            if (column.group().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void cell(ColumnBatch batch, Column column) throws IOException {
        int index = column.index();
        if (column.cell() == EventTable.Cell.JSON) {
            json.skip();
            if (!json.isNull()) {
                batch.text(index, json.bytes(), json.from(), json.end());
            }
            return;
        }
        boolean quoted = json.peek() == '"';
        if (quoted) {
            json.string();
        } else {
            json.scalar();
            if (json.isNull()) {
                return;
            }
        }
        switch (column.cell()) {
            case TEXT -> text(batch, index);
            case TIME -> batch.whole(index, EventTime.millis(json.text()));
            case WHOLE, COUNT, NUMBER, FLAG -> {
                expect(!quoted, "a value without quotes");
                plain(batch, index, column.cell());
            }
            case JSON -> throw new IllegalStateException("JSON is kept as it stands");
        }
    }

    private void text(ColumnBatch batch, int index) throws IOException {
        if (json.isEscaped()) {
            byte[] decoded = json.text().getBytes(StandardCharsets.UTF_8);
            batch.text(index, decoded, 0, decoded.length);
        } else {
            batch.text(index, json.bytes(), json.from(), json.end());
        }
    }

    private void plain(ColumnBatch batch, int index, EventTable.Cell cell) throws IOException {
        switch (cell) {
            case WHOLE -> batch.whole(index, json.whole());
            case COUNT -> batch.whole(index, count(json.whole()));
            case NUMBER -> batch.number(index, json.number());
            case FLAG -> batch.flag(index, json.flag());
            case TEXT, TIME, JSON -> throw new IllegalStateException("not written plain");
        }
    }

    private static long count(long value) throws IOException {
        expect(value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE, "a count of 32 bits");
        return value;
    }

    private static void expect(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("expected " + what);
        }
    }
}
