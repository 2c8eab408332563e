package dev.routeproof.harness.rollout;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.VirtualKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A new virtual key: the text its caller gets once, and the line of {@code keys.yaml} that holds its hash.
 *
 * @param project null: none
 * @param requestsPerMinute null: not limited
 * @param inFlight null: not limited
 * @param usdPerDay null: not limited
 */
public record KeyFileEntry(
        String id,
        @Nullable String project,
        List<String> models,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer inFlight,
        @Nullable Double usdPerDay,
        List<VirtualKey.Permission> may) {
    private static final int SECRET_BYTES = 32;
    /** The end of a file that holds no key, or no longer one. */
    private static final Pattern NONE = Pattern.compile("^keys:[ \\t]*(\\[\\s*])?\\s*\\z", Pattern.MULTILINE);

    public KeyFileEntry {
        models = List.copyOf(models);
        may = List.copyOf(may);
    }

    /** 256 random bits, as a caller writes them into its client. */
    public static String secret(SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "rk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Adds the key's line to {@code file}, which is made when it is missing, all or nothing.
     *
     * @throws UserError where the file is broken, or would be with this line
     */
    public void append(Path file, String secret) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserError(
                    Exit.BAD_CONFIG, "there is no folder " + folder + "; make it, or name another file with --file");
        }
        String before = Files.exists(file) ? Files.readString(file) : "keys:";
        if (NONE.matcher(before).find()) {
            before = NONE.matcher(before).replaceFirst("keys:");
        } else {
            KeysFile.load(file).orThrow();
        }
        String line = line(secret);
        String text = before + (before.endsWith("\n") ? "" : "\n") + line + "\n";
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(folder, file.getFileName() + ".", ".new", ownerOnly);
        try {
            Files.writeString(fresh, text);
            if (KeysFile.load(fresh) instanceof Loaded.Broken<List<VirtualKey>> broken) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        file + " would be broken with this key, so it is unchanged:\n"
                                + broken.problems().render().replace(fresh.toString(), file.toString()));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private String line(String secret) {
        var fields = new ArrayList<String>();
        fields.add("id: " + quoted(id));
        fields.add("sha256: " + sha256(secret));
        if (project != null) {
            fields.add("project: " + quoted(project));
        }
        if (!models.isEmpty()) {
            fields.add("models: [" + models.stream().map(KeyFileEntry::quoted).collect(Collectors.joining(", ")) + "]");
        }
        if (requestsPerMinute != null) {
            fields.add("rpm: " + requestsPerMinute);
        }
        if (inFlight != null) {
            fields.add("in_flight: " + inFlight);
        }
        if (usdPerDay != null) {
            fields.add(String.format(Locale.ROOT, "usd_per_day: %s", usdPerDay));
        }
        if (!may.isEmpty()) {
            fields.add("may: ["
                    + may.stream()
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + "]");
        }
        return "  - {" + String.join(", ", fields) + "}";
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z][A-Za-z0-9_-]*") ? word : "'" + word.replace("'", "''") + "'";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
