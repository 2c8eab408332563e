package dev.routeproof.routing.config;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Writes values so that YAML reads them back as they are. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@+-]*(:[A-Za-z0-9._/@+-]+)*");
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    private YamlText() {}

    /** The text plain where that is safe, else in single quotes, or in double quotes where it has control characters. */
    public static String scalar(String text) {
        if (PLAIN.matches(text) && RESOLVER.resolve(text, true).equals(Tag.STR)) {
            return text;
        }
        if (text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF)) {
            return "'" + text.replace("'", "''") + "'";
        }
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    /** The number without an exponent and without a trailing {@code .0}. */
    public static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
