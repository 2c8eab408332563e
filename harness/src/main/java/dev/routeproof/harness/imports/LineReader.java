package dev.routeproof.harness.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.routeproof.harness.store.Loading.EpochMillis;
import dev.routeproof.routing.config.Nearest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object into the cells of a row; what is wrong is thrown as {@link BadLine}, with the fix. */
final class LineReader {
    /** Of milliseconds, tokens or dollars: what is larger was written by mistake, and its square may not be a number. */
    private static final double LARGEST = 1e12;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final List<LineField> fields;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final int[] cellOf;
    private final int width;

    /**
     * @param offset cells before those of the fields, left null
     * @param extra cells after them, left null
     */
    LineReader(List<LineField> fields, int offset, int extra) {
        this.fields = fields;
        this.cellOf = new int[fields.size()];
        int at = offset;
        for (int i = 0; i < fields.size(); i++) {
            indexes.put(fields.get(i).name(), i);
            cellOf[i] = at;
            at += fields.get(i).cells();
        }
        this.width = at + extra;
    }

    /** What is wrong with a line, and what to do about it. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1;

        BadLine(String sentence) {
            super(sentence, null, false, false);
        }
    }

    int cell(String field) {
        return cellOf[index(field)];
    }

    @Nullable
    Object[] read(String line) throws BadLine {
        var cells = new @Nullable Object[width];
        var seen = new boolean[fields.size()];
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLine("the line is no JSON object; write one object a line.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int index = index(name);
                if (index < 0) {
                    throw new BadLine("unknown key '" + name + "'; " + Nearest.fix(name, indexes.keySet(), "keys"));
                }
                seen[index] = true;
                parser.nextToken();
                value(parser, fields.get(index), cells, cellOf[index]);
            }
            if (parser.nextToken() != null) {
                throw new BadLine("something follows the object; write one object a line.");
            }
        } catch (JsonProcessingException broken) {
            throw new BadLine(
                    "the line is broken JSON: " + broken.getOriginalMessage().replaceAll("\\s+", " "));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        for (int i = 0; i < seen.length; i++) {
            LineField field = fields.get(i);
            if (!seen[i] && field.need() != LineField.Need.NOTHING) {
                throw new BadLine("'" + field.name() + "' is missing; add it"
                        + (field.need() == LineField.Need.KEY ? ", with null where it is not known." : "."));
            }
        }
        return cells;
    }

    private int index(String name) {
        return indexes.getOrDefault(name, -1);
    }

    private static void value(JsonParser parser, LineField field, @Nullable Object[] cells, int cell)
            throws IOException, BadLine {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            if (field.need() == LineField.Need.VALUE) {
                throw new BadLine("'" + field.name() + "' is null; give its value.");
            }
            return;
        }
        switch (field.kind()) {
            case TEXT -> cells[cell] = text(parser, field);
            case WORD -> cells[cell] = word(parser, field);
            case TIME -> cells[cell] = time(parser, field);
            case NUMBER -> cells[cell] = number(parser, field.name());
            case WHOLE -> cells[cell] = whole(parser, field, 0, Long.MAX_VALUE);
            case ORDINAL -> cells[cell] = (int) whole(parser, field, 0, Integer.MAX_VALUE);
            case RATING -> cells[cell] = (int) whole(parser, field, 1, 5);
            case SHARES -> shares(parser, field, cells, cell);
            case SCORES -> cells[cell] = scores(parser, field);
        }
    }

    private static String text(JsonParser parser, LineField field) throws IOException, BadLine {
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getText().isBlank()) {
            throw new BadLine("'" + field.name() + "' is not a text; write it in quotes, not empty.");
        }
        return parser.getText();
    }

    private static String word(JsonParser parser, LineField field) throws IOException, BadLine {
        String word = text(parser, field);
        int known = field.words().indexOf(word);
        if (known < 0) {
            throw new BadLine(
                    "'" + field.name() + "' is '" + word + "'; one of " + String.join(", ", field.words()) + ".");
        }
        return field.words().get(known);
    }

    private static EpochMillis time(JsonParser parser, LineField field) throws IOException, BadLine {
        String text = text(parser, field);
        try {
            return new EpochMillis(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException notATime) {
            throw new BadLine("'" + field.name() + "' is '" + text + "'; write it as 2026-05-01T10:00:00.000Z.");
        }
    }

    private static double number(JsonParser parser, String name) throws IOException, BadLine {
        if (parser.currentToken().isNumeric()) {
            double value = parser.getDoubleValue();
            if (value >= 0 && value <= LARGEST) {
                return value;
            }
        }
        throw new BadLine("'" + name + "' is not a number from 0 to 1e12.");
    }

    private static long whole(JsonParser parser, LineField field, long low, long high) throws IOException, BadLine {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value >= low && value <= high) {
                return value;
            }
        }
        throw new BadLine("'" + field.name() + "' is not a whole number "
                + (high == Long.MAX_VALUE ? "of " + low + " or more." : "from " + low + " to " + high + "."));
    }

    private static void shares(JsonParser parser, LineField field, @Nullable Object[] cells, int cell)
            throws IOException, BadLine {
        double sum = 0;
        for (var share : object(parser, field).entrySet()) {
            int at = ExchangeFields.ARMS.indexOf(share.getKey());
            if (share.getKey().equals(ExchangeFields.EXPLORE)) {
                sum += share.getValue();
                continue;
            }
            if (at < 0) {
                throw new BadLine("unknown key '" + share.getKey() + "' in '" + field.name() + "'; one of "
                        + String.join(", ", ExchangeFields.ARMS) + ".");
            }
            cells[cell + at] = share.getValue();
            sum += share.getValue();
        }
        for (int at = 0; at < ExchangeFields.ARMS.size(); at++) {
            if (cells[cell + at] == null) {
                throw new BadLine(
                        "'" + field.name() + "' has no '" + ExchangeFields.ARMS.get(at) + "'; give all three arms.");
            }
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw new BadLine("'" + field.name() + "' add up to " + sum + "; all arms together must add up to 1.");
        }
    }

    private static String scores(JsonParser parser, LineField field) throws IOException, BadLine {
        var text = new StringBuilder("{");
        for (var score : object(parser, field).entrySet()) {
            text.append(text.length() > 1 ? "," : "").append('"');
            JsonStringEncoder.getInstance().quoteAsString(score.getKey(), text);
            text.append("\":").append(score.getValue());
        }
        return text.append('}').toString();
    }

    private static Map<String, Double> object(JsonParser parser, LineField field) throws IOException, BadLine {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new BadLine("'" + field.name() + "' is not an object of numbers.");
        }
        var numbers = new LinkedHashMap<String, Double>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            numbers.put(name, number(parser, field.name() + "." + name));
        }
        return numbers;
    }
}
