package dev.routeproof.routing.classify;

import java.util.List;

/** A measured property of a prompt, mostly in [0,1], with the words that explain it to a person. */
public enum Signal {
    LENGTH("its length"),
    TINY("at most 8 words"),
    BRIEF("9 to 20 words"),
    PARAGRAPH("21 to 80 words"),
    LONG("more than 200 words"),
    VERY_LONG("more than 800 words"),
    LINES("many lines"),
    LIST("a list"),
    SYSTEM("a system text"),
    HISTORY("earlier turns"),
    CODE_FENCE("a code block"),
    CODE_SYNTAX("code syntax"),
    IDENTIFIERS("identifiers"),
    CODE_WORDS("programming words"),
    CODE_REQUEST("asks for a function, query or program"),
    MATH_SIGNS("mathematical signs"),
    LATEX("LaTeX"),
    MATH_WORDS("mathematical words"),
    NUMBERS("two or more numbers"),
    MANY_NUMBERS("five or more numbers"),
    QUANTITY_QUESTION("asks how many or how much"),
    WORD_PROBLEM("asks how much from given numbers"),
    LOGIC_WORDS("clues and conditions"),
    SCIENCE_WORDS("scientific terms and units"),
    CHOICES("lettered choices"),
    QUESTION_WORD("begins with a question word"),
    QUESTION_MARK("ends with a question mark"),
    FACT_QUESTION("a short question about a fact"),
    NAMES("proper names"),
    EVERYDAY("everyday talk"),
    GIVEN_TEXT("a text to read"),
    TRANSFORM("asks to translate, extract, classify or convert"),
    DEPTH("asks for depth: a report, an analysis, a plan"),
    BUSINESS("business terms"),
    LONG_ANSWER("asks for a long answer"),
    SHORT_ANSWER("asks for a short answer"),
    OTHER_SCRIPT("letters beyond a to z");

    /** Every signal, in order. */
    static final List<Signal> ALL = List.of(values());

    private final String words;

    Signal(String words) {
        this.words = words;
    }

    /** Its place among all signals, from 0. */
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }

    /** What a person reads. */
    public String words() {
        return words;
    }
}
