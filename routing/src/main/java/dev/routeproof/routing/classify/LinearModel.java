package dev.routeproof.routing.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.config.BrokenFile;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Multinomial logistic regression over grams and {@link Signal}s; whoever reads its arrays leaves them as they are. */
public final class LinearModel {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<TaskType> labels;
    private final double temperature;
    private final double[] bias;
    private final double[][] signals;
    private final float[] grams;

    /**
     * Throws {@link IllegalArgumentException} where the weights do not fit the labels.
     *
     * @param temperature above 0
     * @param signals weight of each signal, [signal][label]
     * @param grams weight of each bucket, label varying fastest
     */
    public LinearModel(List<TaskType> labels, double temperature, double[] bias, double[][] signals, float[] grams) {
        if (!(temperature > 0)
                || bias.length != labels.size()
                || signals.length != Signal.values().length
                || Arrays.stream(signals).anyMatch(row -> row.length != bias.length)
                || grams.length != gramWeights(bias.length)) {
            throw new IllegalArgumentException("the weights do not fit the labels, the signals and the buckets");
        }
        this.labels = List.copyOf(labels);
        this.temperature = temperature;
        this.bias = bias;
        this.signals = signals;
        this.grams = grams;
    }

    public List<TaskType> labels() {
        return labels;
    }

    /** The scores are divided by it before they become shares; fitted on prompts left out of training. */
    public double temperature() {
        return temperature;
    }

    /** One per label. */
    public double[] bias() {
        return bias;
    }

    /** Weight of each signal, [signal][label]. */
    public double[][] signals() {
        return signals;
    }

    /** Weight of each bucket, label varying fastest. */
    public float[] grams() {
        return grams;
    }

    /** How many gram weights a model of so many labels has. */
    public static int gramWeights(int labels) {
        return Grams.BUCKETS * labels;
    }

    /**
     * Reads a model.
     *
     * @throws BrokenFile where the file is none
     */
    public static LinearModel load(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException broken) {
            var problems = new ProblemCollector();
            problems.add(Problem.ofFile(
                    file.toString(),
                    "is no classifier of this version: " + broken.getMessage(),
                    "rebuild it with scripts/train-classifier"));
            return problems.<LinearModel>outcome(null).orThrow();
        }
    }

    static LinearModel parse(String json) throws JsonProcessingException {
        JsonNode root = MAPPER.readTree(json);
        var labels = new ArrayList<TaskType>();
        root.path("labels").forEach(label -> labels.add(new TaskType(label.asText())));
        double[][] signals = new double[Signal.values().length][];
        for (Signal signal : Signal.values()) {
            signals[signal.index()] = numbers(root.path("signals").path(signal.name()));
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(root.path("grams").asText()));
        float[] grams = new float[bytes.remaining() / Short.BYTES];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = Float.float16ToFloat(bytes.getShort());
        }
        return new LinearModel(labels, root.path("temperature").asDouble(), numbers(root.path("bias")), signals, grams);
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    /** The model as the JSON that {@link #load} reads; gram weights are 16-bit floats, big endian, in base 64. */
    public String json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", "routeproof.classifier").put("version", 1);
        var names = root.putArray("labels");
        labels.forEach(label -> names.add(label.label()));
        root.put("temperature", temperature);
        root.set("bias", MAPPER.valueToTree(bias));
        ObjectNode weights = root.putObject("signals");
        for (Signal signal : Signal.values()) {
            weights.set(signal.name(), MAPPER.valueToTree(signals[signal.index()]));
        }
        ByteBuffer bytes = ByteBuffer.allocate(grams.length * Short.BYTES);
        for (float weight : grams) {
            bytes.putShort(Float.floatToFloat16(weight));
        }
        root.put("grams", Base64.getEncoder().encodeToString(bytes.array()));
        return root.toPrettyString() + "\n";
    }
}
