package dev.routeproof.proxy.http;

import io.netty.util.AsciiString;
import java.util.Arrays;

/** Names of headers, looked up in whatever case they come: by length, because few share one. */
final class NameSet {
    private static final AsciiString[] NONE = {};

    private final AsciiString[][] byLength;

    private NameSet(AsciiString[][] byLength) {
        this.byLength = byLength;
    }

    static NameSet of(String... names) {
        int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
        var byLength = new AsciiString[longest + 1][];
        Arrays.fill(byLength, NONE);
        for (String name : names) {
            var sameLength = byLength[name.length()];
            byLength[name.length()] = Arrays.copyOf(sameLength, sameLength.length + 1);
            byLength[name.length()][sameLength.length] = AsciiString.cached(name);
        }
        return new NameSet(byLength);
    }

    boolean contains(CharSequence name) {
        if (name.length() < byLength.length) {
            for (AsciiString one : byLength[name.length()]) {
                if (one.contentEqualsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
