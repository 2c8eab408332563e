package dev.routeproof.routing.classify;

/** Turns what was found in a text into the value of every {@link Signal}. */
final class Signals {
    /** A request for something that makes up a program must stand within this many words of "write" or "create". */
    private static final int REACH = 8;

    private static final int BRACES_PER_COMMAND = 8;

    private final TextScan scan;
    private final boolean asked;
    private final int tokens;
    private final int words;
    private final double[] values = new double[Signal.ALL.size()];

    /**
     * @param words of the last turn, estimated where only a part of it was scanned
     * @param asked whether the text ends with a question mark
     */
    Signals(TextScan scan, int words, boolean asked, int tokens) {
        this.scan = scan;
        this.words = words;
        this.asked = asked;
        this.tokens = tokens;
    }

    /** Tokens of the answer asked for, in so many words or implied; 0 for none. */
    int askedLength() {
        int written = AskedLength.of(scan);
        return written > 0 ? written : scan.count(Lexicon.DEPTH) >= 2 ? 900 : 0;
    }

    double[] all(int systemTokens, int history, int outputTokens, boolean codeBlock) {
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
        question();
        set(Signal.DEPTH, scan.count(Lexicon.DEPTH) / 3.0);
        set(Signal.BUSINESS, scan.count(Lexicon.BUSINESS) / 4.0);
        set(Signal.LONG_ANSWER, outputTokens / 800.0);
        set(Signal.SHORT_ANSWER, scan.count(Lexicon.SHORT) / 2.0);
        set(Signal.OTHER_SCRIPT, 4.0 * scan.otherLetters / Math.max(1, scan.letters));
        return values;
    }

    private void content(boolean codeBlock) {
        int lines = scan.codeLines(6);
        // Braces belong to LaTeX where there is LaTeX.
        int signs = scan.codeSigns + Math.max(0, scan.braces - BRACES_PER_COMMAND * scan.latex);
        set(Signal.CODE_FENCE, codeBlock ? 1 : 0);
        set(Signal.CODE_SYNTAX, (3 * lines + signs) / 12.0);
        set(Signal.IDENTIFIERS, scan.identifiers / 3.0);
        set(Signal.CODE_WORDS, scan.count(Lexicon.CODE) / 3.0);
        set(Signal.CODE_REQUEST, codeRequest() ? 1 : 0);
        set(Signal.MATH_SIGNS, scan.mathSigns / 6.0);
        set(Signal.LATEX, scan.latex / 3.0);
        set(Signal.MATH_WORDS, scan.count(Lexicon.MATH) / 4.0);
        set(Signal.LOGIC_WORDS, scan.count(Lexicon.LOGIC) / 8.0);
        set(Signal.SCIENCE_WORDS, scan.count(Lexicon.SCIENCE) / 3.0);
        set(Signal.CHOICES, scan.choices ? 1 : 0);
        set(Signal.GIVEN_TEXT, scan.count(Lexicon.GIVEN_TEXT) / 2.0);
        set(Signal.EVERYDAY, scan.count(Lexicon.EVERYDAY) / 3.0);
        set(Signal.TRANSFORM, scan.count(Lexicon.TRANSFORM));
        set(Signal.NAMES, 5.0 * scan.names / Math.max(5, scan.words()));
    }

    private void question() {
        int numbers = scan.numbers + (scan.count(Lexicon.NUMBER) + 1) / 2;
        boolean quantity = quantity();
        boolean asks = false;
        for (int i = 0; i < Math.min(4, scan.words()); i++) {
            asks |= scan.in(i, Lexicon.QUESTION);
        }
        set(Signal.NUMBERS, numbers >= 2 ? 1 : 0);
        set(Signal.MANY_NUMBERS, numbers >= 5 ? 1 : 0);
        set(Signal.QUANTITY_QUESTION, quantity ? 1 : 0);
        set(Signal.WORD_PROBLEM, quantity && numbers >= 3 ? 1 : 0);
        set(Signal.QUESTION_WORD, asks ? 1 : 0);
        set(Signal.QUESTION_MARK, asked ? 1 : 0);
        boolean plain = value(Signal.CODE_SYNTAX) == 0
                && value(Signal.CODE_REQUEST) == 0
                && value(Signal.MATH_SIGNS) == 0
                && scan.count(Lexicon.DEPTH) == 0
                && scan.numbers < 3;
        set(Signal.FACT_QUESTION, plain && words <= 30 && (asks || asked) ? 1 : 0);
    }

    /** "how many", "what fraction", "what is the total". */
    private boolean quantity() {
        for (int i = 0; i + 1 < scan.words(); i++) {
            if ((scan.in(i + 1, Lexicon.HOW) && scan.is(i, "how"))
                    || (scan.in(i + 1, Lexicon.WHAT) && scan.is(i, "what"))) {
                return true;
            }
            if (i > 1
                    && scan.in(i + 1, Lexicon.WHAT_IS_THE)
                    && scan.is(i, "the")
                    && (scan.is(i - 2, "what")
                            ? scan.is(i - 1, "is") || scan.is(i - 1, "was")
                            : i > 2 && scan.is(i - 1, "be") && scan.is(i - 3, "what"))) {
                return true;
            }
        }
        return false;
    }

    private boolean codeRequest() {
        int made = -REACH - 1;
        for (int i = 0; i < Math.min(200, scan.words()); i++) {
            if (scan.in(i, Lexicon.CODE_ARTEFACT) && i - made <= REACH) {
                return true;
            }
            if (scan.in(i, Lexicon.MAKE)) {
                made = i;
            }
        }
        return false;
    }

    private double value(Signal signal) {
        return values[signal.index()];
    }

    private void set(Signal signal, double value) {
        values[signal.index()] = Math.clamp(value, 0, 1);
    }
}
