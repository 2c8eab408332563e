package dev.routeproof.routing.classify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Keyed;
import dev.routeproof.routing.config.Node;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Row;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import dev.routeproof.routing.config.Source;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code classifier.json}, which {@code harness train} writes. */
public final class LinearModelFile {
    private static final String SCHEMA = "routeproof.classifier";
    private static final int VERSION = 2;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Shape<Double> ANY_NUMBER = Shapes.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final Shape<double[]> PER_LABEL = Shapes.someOf(ANY_NUMBER)
            .as(numbers -> numbers.stream().mapToDouble(Double::doubleValue).toArray());

    private static final Shape<View> VIEW =
            Shapes.record("view", "A multinomial logistic regression, of signals, of grams, or of both.", fields -> {
                var temperature = fields.required(
                        "temperature",
                        Shapes.number(Double.MIN_NORMAL, Double.POSITIVE_INFINITY),
                        "What scores are divided by before they become shares, above 0.");
                var bias = fields.required("bias", PER_LABEL, "One number per label.");
                var signals = fields.optional(
                        "signals", Shapes.map(PER_LABEL), List.of(), "Per signal, one weight per label.");
                var grams = fields.optional(
                        "grams",
                        Shapes.words(),
                        "Weights of the hashed words and word parts: 16-bit floats, big endian, label varying fastest, in"
                                + " base 64.");
                return row -> fitting(
                        row,
                        () -> new View(
                                row.get(temperature),
                                row.get(bias),
                                signals(row.get(signals)),
                                numbers(row.or(grams, ""))));
            });

    /** How far the confidence follows each view. */
    private record Follows(double bias, double whole, double words, double signals) {}

    private static final Shape<Follows> FOLLOWS = Shapes.record(
            "weights of the confidence",
            "The confidence is the logistic function of the bias and the weighted log odds of the label in each view.",
            fields -> {
                var bias = fields.required("bias", ANY_NUMBER, "Added to the sum.");
                var whole = fields.required("whole", ANY_NUMBER, "Weight of the view of words and signals.");
                var words = fields.required("words", ANY_NUMBER, "Weight of the view of words alone.");
                var signals = fields.required("signals", ANY_NUMBER, "Weight of the view of signals alone.");
                return row -> new Follows(row.get(bias), row.get(whole), row.get(words), row.get(signals));
            });

    private static final Shape<Doubt> DOUBT =
            Shapes.record("doubt", "Two narrower views, and how far the confidence follows them.", fields -> {
                var follows = fields.required("follows", FOLLOWS, "How far the confidence follows each view.");
                var words = fields.required("on_words", VIEW, "The words alone.");
                var signals = fields.required("on_signals", VIEW, "The signals alone.");
                return row -> {
                    Follows by = row.get(follows);
                    return new Doubt(row.get(words), row.get(signals), by.bias(), by.whole(), by.words(), by.signals());
                };
            });

    private static final Shape<LinearModel> SHAPE =
            Shapes.record("classifier", "A linear stage, written by harness train.", fields -> {
                fields.required("schema", Shapes.word(Map.of(SCHEMA, SCHEMA)), "What the file is.");
                fields.required("version", Shapes.integer(1, 1_000).checked(LinearModelFile::version), "2.");
                var labels = fields.required(
                        "labels", Shapes.someOf(Shapes.words()), "The task types, in the order of the numbers.");
                var whole = fields.required("whole", VIEW, "Words and signals together; it names the label.");
                var doubt = fields.optional(
                        "doubt", DOUBT, "What else the confidence rests on (default: on the whole alone).");
                return row -> fitting(
                        row,
                        () -> new LinearModel(
                                row.get(labels).stream().map(TaskType::new).toList(),
                                row.get(whole),
                                row.orNull(doubt)));
            });

    private LinearModelFile() {}

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return SHAPE;
    }

    static @Nullable LinearModel read(Path file, ProblemCollector problems) {
        String text = ConfigText.text(file, problems);
        return text == null ? null : ConfigText.json(Source.ofFile(file, text), SHAPE, problems);
    }

    private static @Nullable Integer version(Node node, Integer version, ProblemCollector problems) {
        if (version == VERSION) {
            return version;
        }
        problems.add(
                node.place(),
                "this classifier is of version " + version + ", and version " + VERSION + " is read here",
                "train it again with harness train; the one of Routeproof with scripts/train-classifier");
        return null;
    }

    /** What {@code made} makes; null with the problem recorded where its parts do not fit each other. */
    private static <T> @Nullable T fitting(Row row, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException broken) {
            row.problem(
                    String.valueOf(broken.getMessage()),
                    "train it again with harness train; the one of Routeproof with scripts/train-classifier");
            return null;
        }
    }

    /** Every signal must be there, or none. */
    private static double[][] signals(List<Keyed<double[]>> written) {
        if (written.isEmpty()) {
            return new double[0][];
        }
        double[][] signals = new double[Signal.ALL.size()][];
        for (Keyed<double[]> signal : written) {
            signals[Signal.valueOf(signal.key()).index()] = signal.value();
        }
        if (Arrays.asList(signals).contains(null)) {
            throw new IllegalArgumentException("a signal is missing");
        }
        return signals;
    }

    private static float[] numbers(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        float[] numbers = new float[bytes.remaining() / Short.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.float16ToFloat(bytes.getShort());
        }
        return numbers;
    }

    static String json(LinearModel model) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA).put("version", VERSION);
        var names = root.putArray("labels");
        model.labels().forEach(label -> names.add(label.label()));
        root.set("whole", object(model.whole()));
        Doubt doubt = model.doubt();
        if (doubt != null) {
            ObjectNode written = root.putObject("doubt");
            written.putObject("follows")
                    .put("bias", doubt.bias())
                    .put("whole", doubt.whole())
                    .put("words", doubt.words())
                    .put("signals", doubt.signals());
            written.set("on_words", object(doubt.onWords()));
            written.set("on_signals", object(doubt.onSignals()));
        }
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode object(View view) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("temperature", view.temperature());
        object.set("bias", MAPPER.valueToTree(view.bias()));
        if (view.signals().length > 0) {
            ObjectNode signals = object.putObject("signals");
            for (Signal signal : Signal.ALL) {
                signals.set(signal.name(), MAPPER.valueToTree(view.signals()[signal.index()]));
            }
        }
        if (view.grams().length > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(view.grams().length * Short.BYTES);
            for (float weight : view.grams()) {
                bytes.putShort(Float.floatToFloat16(weight));
            }
            object.put("grams", Base64.getEncoder().encodeToString(bytes.array()));
        }
        return object;
    }
}
