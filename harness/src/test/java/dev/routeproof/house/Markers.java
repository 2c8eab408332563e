package dev.routeproof.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets made to be recognised, and the search for them in whatever was written. */
final class Markers {
    static final String PROVIDER_KEY = "sk-mark1-provider-key-7Qx";
    static final String VIRTUAL_KEY = "rp-mark2-virtual-key-8Wy";
    static final String WRONG_KEY = "rp-mark3-wrong-key-9Ez";
    static final String OWN_KEY = "sk-mark4-callers-own-key-1Ra";
    static final String ADMIN_TOKEN = "mark5-admin-token-2Tb-0123456789";
    static final String WRONG_TOKEN = "mark6-wrong-token-3Yc-0123456789";
    static final String SALT = "mark7-salt-4Ud-0123456789abcdef";
    static final String PROMPT = "mark8promptwithacustomersname5If";
    static final String ANSWER = "mark9answerwithacustomersname6Og";
    static final String USER = "mark10-user-name-7Ph";
    static final String COMMENT = "mark11commentofauser8Aj";
    static final String HEADER = "mark12-header-value-9Sk";

    static final List<String> KEYS =
            List.of(PROVIDER_KEY, VIRTUAL_KEY, WRONG_KEY, OWN_KEY, ADMIN_TOKEN, WRONG_TOKEN, SALT);
    static final List<String> CONTENT = List.of(PROMPT, ANSWER, USER, COMMENT, HEADER);

    private final Map<String, byte[]> written = new LinkedHashMap<>();

    void add(String where, String text) {
        add(where, text.getBytes(StandardCharsets.UTF_8));
    }

    void add(String where, byte[] bytes) {
        written.merge(where, bytes, (one, other) -> {
            var both = new byte[one.length + other.length];
            System.arraycopy(one, 0, both, 0, one.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        });
    }

    /** Every file below a folder, hidden ones too. */
    void addFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(folder.getFileName() + "/" + folder.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    /** Bytes looked at, to show that there were some. */
    long size() {
        return written.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    List<String> places() {
        return List.copyOf(written.keySet());
    }

    /** {@code place: marker} wherever one stands, plainly, in Base64, in hex or as its bare SHA-256. */
    List<String> found(List<String> markers) {
        var found = new ArrayList<String>();
        written.forEach((where, bytes) -> {
            // One char per byte, so that bytes that are no text can be searched too.
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (String marker : markers) {
                if (disguises(marker).stream().anyMatch(text::contains)) {
                    found.add(where + ": " + marker);
                }
            }
        });
        return found;
    }

    /** Where a text stands as it is. */
    List<String> placesOf(String text) {
        return written.entrySet().stream()
                .filter(entry -> new String(entry.getValue(), StandardCharsets.ISO_8859_1).contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> disguises(String marker) {
        byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return List.of(
                    marker,
                    Base64.getEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes),
                    HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
