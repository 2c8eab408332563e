package dev.routeproof.harness.log;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.evidence.KeyedHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The names under which the log knows units: their hashes under the key of the installation that wrote it. */
public final class UnitNames {
    private static final String KEY = "install.key";

    private UnitNames() {}

    /** Hashes of {@code names} under the keys found in {@code directories}; {@link UserError} where one has no key. */
    public static Set<String> hashes(List<Path> directories, List<String> names) throws IOException {
        var hashes = new HashSet<String>();
        for (Path directory : directories) {
            Path key = directory.resolve(KEY);
            if (!Files.isReadable(key)) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        "A name can only be looked up with " + key
                                + ", which is not there or not yours to read. Run this where the proxy runs, or give --unit"
                                + " the hash that the log has.");
            }
            var hash =
                    new KeyedHash(HexFormat.of().parseHex(Files.readString(key).strip()));
            names.forEach(name -> hashes.add(hash.hex(name.getBytes(StandardCharsets.UTF_8))));
        }
        return hashes;
    }
}
