package dev.routeproof.harness.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One question to the store: the text of a {@code .sql} resource; {@code ?} marks its arguments, in order. */
public record Query(String name, String sql) {
    /** Reads {@code file} from the resources beside {@code owner}. */
    public static Query of(Class<?> owner, String file) {
        try (var stream = owner.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + file + " beside " + owner.getName());
            }
            return new Query(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
