package dev.routeproof.routing.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML document as a tree with places: no tags are followed, keys stand once, and size, depth and aliases are
 * limited (4 MiB, 64 levels, 50 aliases, 200,000 values after aliases are filled in).
 */
final class YamlTree {
    private static final int MAX_CHARACTERS = 4 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_VALUES = 200_000;

    private final LoadSettings settings;
    private final Source source;
    private final ProblemCollector problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int aliases;
    private int values;

    private YamlTree(Source source, ProblemCollector problems) {
        this.settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        this.source = source;
        this.problems = problems;
        this.events = new Parse(settings).parseString(source.text()).iterator();
    }

    /** The tree, or null with the problem recorded; duplicate keys are recorded and the first one is kept. */
    static @Nullable Node read(Source source, ProblemCollector problems) {
        try {
            return new YamlTree(source, problems).document();
        } catch (Refused refused) {
            problems.add(refused.place, refused.sentence, refused.fix);
        } catch (MarkedYamlEngineException broken) {
            problems.add(placeOf(source, broken), "not readable as YAML: " + reason(source, broken), hint(broken));
        } catch (ReaderException broken) {
            problems.add(
                    placeOf(source, broken),
                    String.format("the character U+%04X may not stand in a YAML file", broken.getCodePoint()),
                    "remove it");
        } catch (YamlEngineException broken) {
            problems.add(source.start(), "not readable as YAML: " + broken.getMessage(), null);
        }
        return null;
    }

    private @Nullable Node document() {
        events.next();
        Event event = events.next();
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw new Refused(source.start(), "the file is empty", null);
        }
        Node root = node(events.next(), 0);
        events.next();
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new Refused(place(after, after), "a second document starts here", "keep one document in a file");
        }
        return root;
    }

    private Node node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refused(place(event, event), "nested deeper than " + MAX_DEPTH + " levels", "flatten it");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = values;
        count(event, 1);
        untagged(event);
        Node node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> items(start, depth);
            case MappingStartEvent start -> entries(start, depth);
            default -> throw new IllegalStateException("unexpected YAML event " + event);
        };
        if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
            anchors.put(anchored.getAnchor().get(), new Anchored(node, values - before));
        }
        return node;
    }

    private Node aliased(AliasEvent alias) {
        Anchored target = anchors.get(alias.getAlias());
        if (target == null) {
            throw new Refused(place(alias, alias), "'*" + alias.getAlias() + "' refers to nothing above it", null);
        }
        if (++aliases > MAX_ALIASES) {
            throw new Refused(place(alias, alias), "more than " + MAX_ALIASES + " aliases", "write the values out");
        }
        count(alias, target.values);
        return target.node;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > MAX_VALUES) {
            throw new Refused(place(event, event), "more than " + MAX_VALUES + " values", "split the file");
        }
    }

    private void untagged(Event event) {
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw new Refused(
                    place(event, event), "tags such as '" + tag.get() + "' are not allowed", "remove the tag");
        }
    }

    private Node scalar(ScalarEvent scalar) {
        Place place = place(scalar, scalar);
        Tag tag = settings.getSchema()
                .getScalarResolver()
                .resolve(scalar.getValue(), scalar.getImplicit().canOmitTagInPlainScalar());
        Node.Kind kind = Node.Kind.TEXT;
        if (tag.equals(Tag.INT)) {
            kind = Node.Kind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            kind = Node.Kind.DECIMAL;
        } else if (tag.equals(Tag.BOOL)) {
            kind = Node.Kind.BOOLEAN;
        } else if (tag.equals(Tag.NULL)) {
            kind = Node.Kind.NULL;
        }
        return new Node.Scalar(place, kind, scalar.getValue());
    }

    private Node items(SequenceStartEvent start, int depth) {
        var items = new ArrayList<Node>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new Node.Items(place(start, event), items);
    }

    private Node entries(MappingStartEvent start, int depth) {
        var entries = new ArrayList<Node.Entry>();
        var lines = new HashMap<String, Integer>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(event instanceof ScalarEvent key)) {
                throw new Refused(place(event, event), "a key must be a word, not a list or a group", null);
            }
            Place place = place(key, key);
            Node value = node(events.next(), depth + 1);
            Integer first = lines.putIfAbsent(key.getValue(), place.line());
            if (first == null) {
                entries.add(new Node.Entry(key.getValue(), place, value));
            } else {
                problems.add(
                        place, "key '" + key.getValue() + "' stands twice, first on line " + first, "keep one of them");
            }
            event = events.next();
        }
        return new Node.Entries(place(start, event), entries);
    }

    /** From the start of one event to the end of another, cut at the end of the first line. */
    private Place place(Event from, Event to) {
        Mark start = from.getStartMark().orElseThrow();
        Mark end = to.getEndMark().orElseThrow();
        int line = start.getLine() + source.firstLine();
        int length = end.getColumn() - start.getColumn();
        if (end.getLine() != start.getLine()) {
            length = source.line(line).stripTrailing().length() - start.getColumn();
        }
        return new Place(source, line, start.getColumn() + 1, length);
    }

    private static Place placeOf(Source source, MarkedYamlEngineException broken) {
        return broken.getProblemMark()
                .map(mark -> new Place(source, mark.getLine() + source.firstLine(), mark.getColumn() + 1, 1))
                .orElseGet(source::start);
    }

    /** The reader counts code points from 0. */
    private static Place placeOf(Source source, ReaderException broken) {
        String text = source.text();
        int at = text.offsetByCodePoints(0, Math.min(broken.getPosition(), text.codePointCount(0, text.length())));
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return new Place(source, source.firstLine() + line, text.codePointCount(start, at) + 1, 1);
    }

    private static String reason(Source source, MarkedYamlEngineException broken) {
        String context = broken.getContext();
        String problem = broken.getProblem();
        if (tab(problem)) {
            return "a tab stands where only spaces may";
        }
        if (context == null || context.isBlank()) {
            return problem;
        }
        String from = broken.getContextMark()
                .map(mark -> " that begins on line " + (mark.getLine() + source.firstLine()))
                .orElse("");
        return context + from + ", " + problem;
    }

    private static @Nullable String hint(MarkedYamlEngineException broken) {
        return tab(broken.getProblem()) ? "indent with spaces" : null;
    }

    private static boolean tab(String problem) {
        return problem.contains("TAB");
    }

    private record Anchored(Node node, int values) {}

    private static final class Refused extends RuntimeException {
        private final transient Place place;
        private final String sentence;
        private final transient @Nullable String fix;

        Refused(Place place, String sentence, @Nullable String fix) {
            super(sentence, null, false, false);
            this.place = place;
            this.sentence = sentence;
            this.fix = fix;
        }
    }
}
