package dev.routeproof.proxy.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request bodies of R32: what no reader should be asked to agree on, by name. */
final class HostileJson {
    private HostileJson() {}

    static Map<String, byte[]> bodies() {
        var all = new LinkedHashMap<String, byte[]>();
        put(all, "nothing", "");
        put(all, "an array", "[]");
        put(all, "null", "null");
        put(all, "cut off", "{\"model\":\"big\"");
        put(all, "something after it", "{\"model\":\"big\"}x");
        put(all, "a key twice", "{\"model\":\"big\",\"model\":\"small\"}");
        put(all, "a key twice, once escaped", "{\"model\":\"big\",\"mod\\u0065l\":\"small\"}");
        put(
                all,
                "a key twice in a message",
                "{\"model\":\"big\",\"messages\":[{\"role\":\"user\",\"role\":\"system\"}]}");
        put(all, "1e999", "{\"model\":\"big\",\"x\":1e999}");
        put(all, "a leading zero", "{\"model\":\"big\",\"x\":01}");
        put(all, "a lone high surrogate", "{\"model\":\"big\",\"x\":\"\\ud800\"}");
        put(all, "surrogates the wrong way round", "{\"model\":\"big\",\"x\":\"\\udc00\\ud800\"}");
        put(all, "no such escape", "{\"model\":\"big\",\"x\":\"\\x\"}");
        put(all, "depth 10,000", "{\"model\":\"big\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        put(
                all,
                "depth 10,000 of objects",
                "{\"model\":\"big\",\"x\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001));
        put(all, "a number for a model", "{\"model\":7}");
        put(all, "single quotes", "{'model':'big'}");
        put(all, "a comma too many", "{\"model\":\"big\",}");
        put(all, "a string of 5 MB", "{\"model\":\"big\",\"x\":\"" + "y".repeat(5 << 20) + "\"}");
        put(all, "100,000 keys, the last one twice", "{\"model\":\"big\"," + keys(100_000) + "\"model\":\"small\"}");
        put(all, "a digit string of 1 MB", "{\"model\":\"big\",\"x\":" + "9".repeat(1 << 20) + "e}");
        all.put("a cut UTF-8 sequence", broken((byte) 0xc3, '"'));
        all.put("an overlong NUL", broken((byte) 0xc0, (byte) 0x80));
        all.put("a surrogate in UTF-8", broken((byte) 0xed, (byte) 0xa0, (byte) 0x80));
        all.put("a byte that is never UTF-8", broken((byte) 0xff));
        return all;
    }

    private static void put(Map<String, byte[]> all, String name, String body) {
        all.put(name, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String keys(int count) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append("\"k").append(i).append("\":").append(i).append(',');
        }
        return out.toString();
    }

    private static byte[] broken(int... bytes) {
        var out = new StringBuilder("{\"model\":\"big\",\"x\":\"");
        for (int b : bytes) {
            out.append((char) (b & 0xff));
        }
        return out.append("\"}").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
