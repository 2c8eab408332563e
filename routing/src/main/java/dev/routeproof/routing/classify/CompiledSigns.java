package dev.routeproof.routing.classify;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The signs of a rule made ready to be looked for. */
final class CompiledSigns {
    /** Patterns look at this much of a prompt: their cost grows with their size times this. */
    private static final int LONGEST_FOR_PATTERNS = 4 << 10;

    private record Searched(Pattern pattern, Needles needles) {
        boolean found(Features features) {
            int start = needles.start(features.text(), features.folded());
            String text = features.text();
            int end = Math.min(text.length(), LONGEST_FOR_PATTERNS);
            return start >= 0
                    && start <= end
                    && pattern.matcher(text.substring(0, end)).find(start);
        }
    }

    private final Rule.Signs written;
    private final List<String> contains;
    private final List<String> startsWith;
    private final List<String> endsWith;
    private final List<Searched> patterns;
    private final @Nullable WordIndex words;
    private final int asked;

    CompiledSigns(Rule.Signs written) {
        this.written = written;
        this.contains = folded(written.contains());
        this.startsWith = folded(written.startsWith());
        this.endsWith = folded(written.endsWith());
        this.patterns = written.regex().stream()
                .map(pattern -> new Searched(pattern, Needles.of(pattern.pattern())))
                .toList();
        this.words = written.words().isEmpty() ? null : WordIndex.of(folded(written.words()));
        this.asked = asked(written);
    }

    private static List<String> folded(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    private static int asked(Rule.Signs signs) {
        int asked = 0;
        for (var list : List.of(
                signs.contains(),
                signs.startsWith(),
                signs.endsWith(),
                signs.words(),
                signs.regex(),
                signs.languages())) {
            asked += list.isEmpty() ? 0 : 1;
        }
        return asked
                + (signs.minTokens() == null ? 0 : 1)
                + (signs.maxTokens() == null ? 0 : 1)
                + (signs.minOutputTokens() == null ? 0 : 1)
                + (signs.codeBlock() == null ? 0 : 1);
    }

    /** At least one of the written signs holds. */
    boolean any(Features features) {
        return held(features, 1) > 0;
    }

    /** Every written sign holds. */
    boolean all(Features features) {
        return held(features, asked) == asked;
    }

    /** Signs that hold, cheap ones first; stops at {@code enough}. */
    private int held(Features features, int enough) {
        int held = sizes(features);
        String folded = features.folded();
        if (held < enough && !startsWith.isEmpty()) {
            held += index(startsWith, folded, Place.START) >= 0 ? 1 : 0;
        }
        if (held < enough && !endsWith.isEmpty()) {
            held += index(endsWith, folded, Place.END) >= 0 ? 1 : 0;
        }
        if (held < enough && words != null) {
            held += word(features.scan(), words) >= 0 ? 1 : 0;
        }
        if (held < enough && !contains.isEmpty()) {
            held += index(contains, folded, Place.ANYWHERE) >= 0 ? 1 : 0;
        }
        if (held < enough && !written.languages().isEmpty()) {
            held += written.languages().contains(features.language()) ? 1 : 0;
        }
        if (held < enough && !patterns.isEmpty()) {
            held += pattern(features) >= 0 ? 1 : 0;
        }
        return held;
    }

    private int sizes(Features features) {
        int tokens = features.tokens();
        Integer least = written.minTokens();
        Integer most = written.maxTokens();
        Integer output = written.minOutputTokens();
        Boolean code = written.codeBlock();
        return (least != null && tokens >= least ? 1 : 0)
                + (most != null && tokens <= most ? 1 : 0)
                + (output != null && features.outputTokens() >= output ? 1 : 0)
                + (code != null && code == features.codeBlock() ? 1 : 0);
    }

    private enum Place {
        START,
        END,
        ANYWHERE
    }

    private static int index(List<String> signs, String text, Place place) {
        for (int i = 0; i < signs.size(); i++) {
            String sign = signs.get(i);
            boolean there = switch (place) {
                case START -> text.startsWith(sign);
                case END -> text.endsWith(sign);
                case ANYWHERE -> text.contains(sign);
            };
            if (there) {
                return i;
            }
        }
        return -1;
    }

    private static int word(TextScan scan, WordIndex words) {
        for (int i = 0; i < scan.words(); i++) {
            if (scan.bits(i, words) != 0) {
                return i;
            }
        }
        return -1;
    }

    private int pattern(Features features) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).found(features)) {
                return i;
            }
        }
        return -1;
    }

    /** The signs that hold, one sentence part each. */
    List<String> reasons(Features features) {
        var found = new ArrayList<String>();
        String folded = features.folded();
        quote(found, "contains", written.contains(), index(contains, folded, Place.ANYWHERE));
        quote(found, "begins with", written.startsWith(), index(startsWith, folded, Place.START));
        quote(found, "ends with", written.endsWith(), index(endsWith, folded, Place.END));
        int word = words == null ? -1 : word(features.scan(), words);
        if (word >= 0) {
            found.add("says \"" + features.scan().text(word) + "\"");
        }
        int pattern = pattern(features);
        if (pattern >= 0) {
            found.add("matches " + patterns.get(pattern).pattern());
        }
        size(found, features);
        if (written.languages().contains(features.language())) {
            found.add("is written in " + features.language());
        }
        return found;
    }

    private static void quote(List<String> found, String how, List<String> signs, int index) {
        if (index >= 0) {
            found.add(how + " \"" + signs.get(index) + "\"");
        }
    }

    private void size(List<String> found, Features features) {
        int tokens = features.tokens();
        if (written.minTokens() != null && tokens >= written.minTokens()) {
            found.add("is long, about " + tokens + " tokens");
        }
        if (written.maxTokens() != null && tokens <= written.maxTokens()) {
            found.add("is short, about " + tokens + " tokens");
        }
        if (written.minOutputTokens() != null && features.outputTokens() >= written.minOutputTokens()) {
            found.add("asks for about " + features.outputTokens() + " tokens");
        }
        if (written.codeBlock() != null && written.codeBlock() == features.codeBlock()) {
            found.add(features.codeBlock() ? "holds a code block" : "holds no code block");
        }
    }
}
