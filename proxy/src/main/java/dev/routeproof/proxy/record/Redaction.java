package dev.routeproof.proxy.record;

import com.google.re2j.Pattern;
import java.util.List;

/** Takes out of a text what looks like a key, an e-mail address, or a long number (card, account, phone). */
final class Redaction {
    private static final String GONE = "[redacted]";
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(?i)\\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza)[-_A-Za-z0-9]{12,}"),
            Pattern.compile("(?i)\\bbearer\\s+[-._~+/A-Za-z0-9]{12,}=*"),
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
            Pattern.compile("\\+?[0-9][0-9 ().-]{7,}[0-9]"));

    private Redaction() {}

    static String of(String text) {
        String out = text;
        for (Pattern pattern : PATTERNS) {
            out = pattern.matcher(out).replaceAll(GONE);
        }
        return out;
    }
}
