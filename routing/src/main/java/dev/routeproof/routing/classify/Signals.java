package dev.routeproof.routing.classify;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns what was found in a text into the value of every {@link Signal}. */
final class Signals {
    /** A request for something that makes up a program must stand within this many words of "write" or "create". */
    private static final int REACH = 8;

    private static final Pattern CHOICES = Pattern.compile("(?m)^\\s*\\(?[a-d][).:] ");
    private static final Pattern CODE_LINE = Pattern.compile(
            "\\bdef \\w+\\(|\\breturn \\w|\\bimport \\w+|\\bconsole\\.log|\\bselect\\b.{1,200}\\bfrom\\b|\\bpublic (static|class|void)\\b|\\bfor \\w+ in \\w+|\\bfunc \\w+\\(|\\bfn \\w+\\(|\\bvar \\w+ =|\\blet \\w+ =|\\bconst \\w+ =|>>>|\\w\\.\\w{1,40}\\(|</\\w{1,20}>|\\bprint\\(|\\bprintf?\\(|#include|\\bexception\\b.{0,80}:|\\werror:");
    private static final Pattern QUANTITY = Pattern.compile(
            "\\bhow (many|much|long|far|old|tall|fast|often|big|heavy)\\b|\\bwhat (is|was|would be|will be) the (total|average|probability|sum|difference|value|ratio|remainder|area|perimeter|number|minimum|maximum|least|greatest)|\\bwhat (fraction|percentage|percent|number|time)\\b");

    private final Features.Scan scan;
    private final String folded;
    private final int tokens;
    private final double[] values = new double[Signal.values().length];

    Signals(Features.Scan scan, String folded, int tokens) {
        this.scan = scan;
        this.folded = folded.length() > 4_000 ? folded.substring(0, 4_000) : folded;
        this.tokens = tokens;
    }

    /** Tokens of the answer that the request's own words imply; 0 for none. */
    int impliedLength() {
        return count(Lexicon.DEPTH) >= 2 ? 900 : 0;
    }

    double[] all(int systemTokens, int history, int outputTokens, boolean codeBlock) {
        int words = scan.allWords;
        set(Signal.LENGTH, StrictMath.log1p(tokens) / 8);
        set(Signal.TINY, words <= 8 ? 1 : 0);
        set(Signal.BRIEF, words > 8 && words <= 20 ? 1 : 0);
        set(Signal.PARAGRAPH, words > 20 && words <= 80 ? 1 : 0);
        set(Signal.LONG, words > 200 ? 1 : 0);
        set(Signal.VERY_LONG, words > 800 || tokens > 3_000 ? 1 : 0);
        set(Signal.LINES, scan.lines / 20.0);
        set(Signal.LIST, scan.listLines / 4.0);
        set(Signal.SYSTEM, systemTokens / 1_000.0);
        set(Signal.HISTORY, history / 10.0);
        content(codeBlock);
        question(words);
        set(Signal.DEPTH, count(Lexicon.DEPTH) / 3.0);
        set(Signal.BUSINESS, count(Lexicon.BUSINESS) / 4.0);
        set(Signal.LONG_ANSWER, outputTokens / 800.0);
        set(Signal.SHORT_ANSWER, count(Lexicon.SHORT) / 2.0);
        set(Signal.OTHER_SCRIPT, 4.0 * scan.otherLetters / Math.max(1, scan.letters));
        return values;
    }

    private void content(boolean codeBlock) {
        int lines = 0;
        var matcher = CODE_LINE.matcher(folded);
        while (lines < 6 && matcher.find()) {
            lines++;
        }
        set(Signal.CODE_FENCE, codeBlock ? 1 : 0);
        set(Signal.CODE_SYNTAX, (3 * lines + scan.codeSigns) / 12.0);
        set(Signal.IDENTIFIERS, scan.identifiers / 3.0);
        set(Signal.CODE_WORDS, count(Lexicon.CODE) / 3.0);
        set(Signal.CODE_REQUEST, codeRequest() ? 1 : 0);
        set(Signal.MATH_SIGNS, scan.mathSigns / 6.0);
        set(Signal.MATH_WORDS, count(Lexicon.MATH) / 4.0);
        set(Signal.LOGIC_WORDS, count(Lexicon.LOGIC) / 8.0);
        set(Signal.SCIENCE_WORDS, count(Lexicon.SCIENCE) / 3.0);
        set(Signal.CHOICES, CHOICES.matcher(folded).find() ? 1 : 0);
        set(Signal.TRANSFORM, count(Lexicon.TRANSFORM) / 1.0);
        set(Signal.NAMES, 5.0 * scan.names / Math.max(5, scan.allWords));
    }

    private void question(int words) {
        int numbers = scan.numbers + (count(Lexicon.NUMBER) + 1) / 2;
        boolean quantity = QUANTITY.matcher(folded).find();
        boolean asks = scan.words().stream().limit(4).anyMatch(Lexicon.QUESTION::contains);
        set(Signal.NUMBERS, numbers >= 2 ? 1 : 0);
        set(Signal.MANY_NUMBERS, numbers >= 5 ? 1 : 0);
        set(Signal.QUANTITY_QUESTION, quantity ? 1 : 0);
        set(Signal.WORD_PROBLEM, quantity && numbers >= 3 ? 1 : 0);
        set(Signal.QUESTION_WORD, asks ? 1 : 0);
        set(Signal.QUESTION_MARK, folded.endsWith("?") ? 1 : 0);
        boolean plain = value(Signal.CODE_SYNTAX) == 0
                && value(Signal.CODE_REQUEST) == 0
                && value(Signal.MATH_SIGNS) == 0
                && count(Lexicon.DEPTH) == 0
                && scan.numbers < 3;
        set(Signal.FACT_QUESTION, plain && words <= 30 && (asks || folded.endsWith("?")) ? 1 : 0);
    }

    private boolean codeRequest() {
        List<String> words = scan.words();
        int made = -REACH - 1;
        for (int i = 0; i < Math.min(200, words.size()); i++) {
            if (Lexicon.CODE_ARTEFACT.contains(words.get(i)) && i - made <= REACH) {
                return true;
            }
            if (Lexicon.MAKE.contains(words.get(i))) {
                made = i;
            }
        }
        return false;
    }

    private int count(Set<String> lexicon) {
        int count = 0;
        List<String> words = scan.words();
        for (int i = 0; i < words.size(); i++) {
            count += lexicon.contains(words.get(i)) ? 1 : 0;
        }
        return count;
    }

    private double value(Signal signal) {
        return values[signal.index()];
    }

    private void set(Signal signal, double value) {
        values[signal.index()] = Math.clamp(value, 0, 1);
    }
}
