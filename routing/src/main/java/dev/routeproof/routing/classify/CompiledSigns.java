package dev.routeproof.routing.classify;

import com.google.re2j.Pattern;
import dev.routeproof.routing.classify.Lookup.Found;
import java.util.ArrayList;
import java.util.List;

/** The signs of a rule made ready to be looked for, together with those of the other rules of its set. */
final class CompiledSigns {
    /** A pattern, and the texts of which one is in every match. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Searched(Pattern pattern, Needles needles, int[] numbers) {
        static Searched of(Pattern pattern, Lookup lookup) {
            Needles needles = Needles.of(pattern.pattern());
            return new Searched(
                    pattern,
                    needles,
                    needles.texts().stream().mapToInt(lookup::text).toArray());
        }

        boolean found(Features features, Found found) {
            String text = features.scanned();
            int start = needles.start(text, needle -> found.first(numbers[needle]));
            return start >= 0 && pattern.matcher(text).find(start);
        }
    }

    private final Rule.Signs written;
    private final int[] contains;
    private final List<String> startsWith;
    private final List<String> endsWith;
    private final List<Searched> patterns;
    private final int words;
    private final int asked;

    CompiledSigns(Rule.Signs written, Lookup lookup) {
        this.written = written;
        this.contains = written.contains().stream().mapToInt(lookup::text).toArray();
        this.startsWith = written.startsWith().stream().map(Characters::folded).toList();
        this.endsWith = written.endsWith().stream().map(Characters::folded).toList();
        this.patterns = written.regex().stream()
                .map(pattern -> Searched.of(pattern, lookup))
                .toList();
        this.words = written.words().isEmpty() ? -1 : lookup.words(written.words());
        this.asked = asked(written);
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
    boolean any(Features features, Found found) {
        return held(features, found, 1) > 0;
    }

    /** Every written sign holds. */
    boolean all(Features features, Found found) {
        return held(features, found, asked) == asked;
    }

    /** Signs that hold, cheap ones first; stops at {@code enough}. */
    private int held(Features features, Found found, int enough) {
        int held = sizes(features);
        if (held < enough && !startsWith.isEmpty()) {
            held += begins(features.scan()) >= 0 ? 1 : 0;
        }
        if (held < enough && !endsWith.isEmpty()) {
            held += ends(features.scan()) >= 0 ? 1 : 0;
        }
        if (held < enough && words >= 0) {
            held += found.anyWord(words) ? 1 : 0;
        }
        if (held < enough && contains.length > 0) {
            held += contained(found) >= 0 ? 1 : 0;
        }
        if (held < enough && !written.languages().isEmpty()) {
            held += written.languages().contains(features.language()) ? 1 : 0;
        }
        if (held < enough && !patterns.isEmpty()) {
            held += pattern(features, found) >= 0 ? 1 : 0;
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

    private int begins(TextScan scan) {
        int first = scan.first();
        for (int i = 0; i < startsWith.size(); i++) {
            if (scan.at(first, startsWith.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private int ends(TextScan scan) {
        int last = scan.last();
        for (int i = 0; i < endsWith.size(); i++) {
            if (scan.at(last - endsWith.get(i).length(), endsWith.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private int contained(Found found) {
        for (int i = 0; i < contains.length; i++) {
            if (found.first(contains[i]) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private int pattern(Features features, Found found) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).found(features, found)) {
                return i;
            }
        }
        return -1;
    }

    /** The first word of the prompt that is in the written list; −1 for none. */
    private int said(TextScan scan) {
        WordIndex index =
                WordIndex.of(written.words().stream().map(Characters::folded).toList());
        for (int i = 0; i < scan.words(); i++) {
            if (scan.bits(i, index) != 0) {
                return i;
            }
        }
        return -1;
    }

    /** The signs that hold, one sentence part each. */
    List<String> reasons(Features features, Found found) {
        var told = new ArrayList<String>();
        TextScan scan = features.scan();
        quote(told, "contains", written.contains(), contained(found));
        quote(told, "begins with", written.startsWith(), begins(scan));
        quote(told, "ends with", written.endsWith(), ends(scan));
        int word = words < 0 ? -1 : said(scan);
        if (word >= 0) {
            told.add("says \"" + scan.text(word) + "\"");
        }
        int pattern = pattern(features, found);
        if (pattern >= 0) {
            told.add("matches " + patterns.get(pattern).pattern());
        }
        size(told, features);
        if (written.languages().contains(features.language())) {
            told.add("is written in " + features.language());
        }
        return told;
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
