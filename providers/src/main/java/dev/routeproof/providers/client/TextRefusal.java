package dev.routeproof.providers.client;

import com.google.re2j.Pattern;

/** Tells an answer that is nothing but a refusal; when in doubt it is an answer. */
final class TextRefusal {
    /** A refusal in words is short; a longer text that begins like one usually goes on to answer. */
    private static final int LONGEST = 240;

    private static final Pattern WORDS =
            Pattern.compile("(?is)((i['’]?m|i am|i) )?(very |really )?(sorry|apologi[sz]e)?[,.]?\\s*(but )?"
                    + "(i (can['’]?t|cannot|can not|am unable to|won['’]?t|will not)|i['’]m (unable|not able) to)"
                    + " (assist|help|comply|fulfill|fulfil|provide|continue|do|engage)( you)?( with)?"
                    + " (with )?(that|this|your request|the request|such)( request| content| topic)?"
                    + "([.!](\\s[^0-9:]*)?)?");

    /** What a refusal that goes on to answer after all would go on with. */
    private static final Pattern TURN =
            Pattern.compile("(?is).*[.!]\\s.*\\b(instead|however|here|but|though|answer)\\b.*");

    /** Of what {@link #WORDS} can match: the shortest, and what it begins with; most answers need no more than this. */
    private static final int SHORTEST = "I cant do this".length();

    private static final String FIRST_LETTERS = "ivrsabIVRSAB,.";

    private TextRefusal() {}

    static boolean unmistakable(String text) {
        String words = text.strip();
        return words.length() >= SHORTEST
                && words.length() <= LONGEST
                && FIRST_LETTERS.indexOf(words.charAt(0)) >= 0
                && WORDS.matcher(words).matches()
                && !TURN.matcher(words).matches();
    }
}
