package dev.routeproof.proxy.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Secrets made to be recognised, which the tests of this package send and answer with; and whatever a test's proxies
 * wrote or said themselves, collected until its end.
 */
public final class Marks {
    /** What a caller shows where it brings its own credential. */
    public static final String KEY = "sk-mark1-callers-own-key-7Qx";

    /** What the proxy shows to providers where callers have virtual keys. */
    public static final String PROVIDER_KEY = "sk-mark2-provider-key-8Wy";

    public static final String ADMIN_TOKEN = "mark3-admin-token-9Ez-0123456789";

    /** Begins every prompt: the cascades of the tests know it by its first word. */
    public static final String PROMPT = "hi mark4promptwithacustomersname5If";

    public static final String ANSWER = "Hello mark5answerwithacustomersname6Og";
    static final String HEADER = "mark6-header-value-7Ph";

    /** What stands in the parts that may be recognised; the whole prompt may be cut, its name not. */
    private static final List<List<String>> KEYS = Stream.of(KEY, PROVIDER_KEY, ADMIN_TOKEN, "mark7-virtual-key")
            .map(Marks::disguises)
            .toList();

    private static final List<List<String>> CONTENT = Stream.of(
                    "mark4promptwithacustomersname5If", "mark5answerwithacustomersname6Og", HEADER)
            .map(Marks::disguises)
            .toList();

    private static final Set<String> FOUND = new TreeSet<>();

    private Marks() {}

    /** The virtual key that logs call {@code id}. */
    static String virtualKey(String id) {
        return "rp-mark7-virtual-key-" + id;
    }

    /** Searches what the proxy wrote or said: nothing of anybody's may stand in it. */
    public static void search(String where, String text) {
        search(where, text, KEYS);
        search(where, text, CONTENT);
    }

    /** Searches what may hold prompts and answers: relayed answers, a log that keeps content. */
    public static void searchForKeys(String where, String text) {
        search(where, text, KEYS);
    }

    /** A marker plainly, in Base64 and in hex. */
    private static List<String> disguises(String marker) {
        byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
        return List.of(
                marker,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private static void search(String where, String text, List<List<String>> markers) {
        for (List<String> disguises : markers) {
            for (String disguise : disguises) {
                int at = text.indexOf(disguise);
                if (at >= 0) {
                    found(where + " holds " + disguises.getFirst() + ": …"
                            + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120)));
                }
            }
        }
    }

    private static void found(String what) {
        synchronized (FOUND) {
            FOUND.add(what);
        }
    }

    /** What was found since the last call. */
    static List<String> found() {
        synchronized (FOUND) {
            var found = new ArrayList<>(FOUND);
            FOUND.clear();
            return found;
        }
    }
}
