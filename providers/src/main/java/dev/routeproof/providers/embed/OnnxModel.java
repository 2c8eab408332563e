package dev.routeproof.providers.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sentence embedding model in ONNX form: word pieces in, the mean of the last layer out. */
final class OnnxModel implements AutoCloseable {
    /** Of a longer text so many word pieces of the beginning are read: its time grows with each. */
    private static final int FIRST_PIECES = 40;

    /** And so many of the end, where a request often stands. */
    private static final int LAST_PIECES = 22;

    /** ONNX Runtime 1.29 ends the whole process where the command line is longer than 4,096 bytes. */
    private static final int LONGEST_COMMAND_LINE = 4_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private OnnxModel(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    static OnnxModel load(String weights, String vocabulary) throws IOException {
        String refusal = refusal();
        if (refusal != null) {
            throw new IOException(refusal);
        }
        byte[] graph = resource(weights);
        JsonNode words = WireJson.MAPPER.readTree(resource(vocabulary)).at("/model/vocab");
        Map<String, Integer> numbers = new HashMap<>();
        words.properties()
                .forEach(word -> numbers.put(word.getKey(), word.getValue().asInt()));
        var pieces = new WordPieces(numbers);
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new OnnxModel(environment, environment.createSession(graph, options), pieces);
        } catch (OrtException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    /** Why the model must not be loaded in this process; null where nothing speaks against it. */
    static @Nullable String refusal() {
        Path written = Path.of("/proc/self/cmdline");
        try (InputStream line =
                Files.isReadable(written) ? Files.newInputStream(written) : InputStream.nullInputStream()) {
            return line.readNBytes(LONGEST_COMMAND_LINE).length < LONGEST_COMMAND_LINE
                    ? null
                    : "this program was started by a command line of more than " + LONGEST_COMMAND_LINE
                            + " bytes, which ONNX Runtime does not survive; put its options into a file (java @FILE)";
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = OnnxModel.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException("there is no " + name + " on the class path");
            }
            return file.readAllBytes();
        }
    }

    /** A vector as the model gives it, not scaled. */
    float[] embed(String text) throws IOException {
        long[] numbers = pieces.of(text, FIRST_PIECES, LAST_PIECES);
        long[] shape = {1, numbers.length};
        long[] ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.allocate(numbers.length), shape);
                var result = session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), numbers.length);
        } catch (OrtException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static float[] mean(FloatBuffer layer, int rows) {
        float[] mean = new float[layer.remaining() / rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += layer.get(row * mean.length + i) / rows;
            }
        }
        return mean;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException ignored) {
            // It is of no use any more.
        }
    }
}
