package dev.routeproof.routing.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** One JSON value, such as a line of a dataset, as a tree with places; at most 64 levels deep and 20 million characters. */
final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(20_000_000)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final Source source;
    private final ProblemCollector problems;
    private final JsonParser parser;

    private JsonTree(Source source, ProblemCollector problems, JsonParser parser) {
        this.source = source;
        this.problems = problems;
        this.parser = parser;
    }

    /** The tree, or null with the problem recorded; duplicate keys are recorded and the first one is kept. */
    static @Nullable Node read(Source source, ProblemCollector problems) {
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            JsonTree tree = new JsonTree(source, problems, parser);
            if (parser.nextToken() == null) {
                problems.add(source.start(), "the line is empty", null);
                return null;
            }
            Node root = tree.node();
            if (parser.nextToken() != null) {
                problems.add(tree.here(), "something follows the JSON value", "keep one JSON object on a line");
            }
            return root;
        } catch (JsonProcessingException broken) {
            problems.add(placeOf(source, broken.getLocation()), "not readable as JSON: " + reason(broken), null);
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Node node() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> entries();
            case START_ARRAY -> items();
            case VALUE_STRING -> scalar(Node.Kind.TEXT);
            case VALUE_NUMBER_INT -> scalar(Node.Kind.INTEGER);
            case VALUE_NUMBER_FLOAT -> scalar(Node.Kind.DECIMAL);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Node.Kind.BOOLEAN);
            case VALUE_NULL -> scalar(Node.Kind.NULL);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("unexpected JSON token " + parser.currentToken());
        };
    }

    private Node scalar(Node.Kind kind) throws IOException {
        String text = parser.getText();
        return new Node.Scalar(here(), kind, text);
    }

    private Node items() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Items(place(start, parser.currentLocation()), items);
    }

    private Node entries() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        var entries = new ArrayList<Node.Entry>();
        var seen = new HashSet<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = here();
            parser.nextToken();
            Node value = node();
            if (seen.add(key)) {
                entries.add(new Node.Entry(key, place, value));
            } else {
                problems.add(place, "key '" + key + "' stands twice", "keep one of them");
            }
        }
        return new Node.Entries(place(start, parser.currentLocation()), entries);
    }

    private Place here() {
        return place(parser.currentTokenLocation(), parser.currentLocation());
    }

    private Place place(JsonLocation start, JsonLocation end) {
        int line = source.firstLine() + start.getLineNr() - 1;
        long length = end.getCharOffset() - start.getCharOffset();
        return new Place(source, line, start.getColumnNr(), (int) Math.min(length, Integer.MAX_VALUE));
    }

    private static Place placeOf(Source source, @Nullable JsonLocation at) {
        if (at == null) {
            return source.start();
        }
        int line = source.firstLine() + Math.max(1, at.getLineNr()) - 1;
        return new Place(source, line, Math.max(1, at.getColumnNr()), 1);
    }

    private static String reason(JsonProcessingException broken) {
        String message = broken.getOriginalMessage();
        int detail = message.indexOf("\n");
        String first = detail < 0 ? message : message.substring(0, detail);
        return first.replaceAll(": enable `.*|, from `Stream.*?(?=\\)$)", "")
                .replaceAll("\\s*\\(start marker at .*?\\)\\)?|, location: .*$| at \\[Source.*$", "");
    }
}
