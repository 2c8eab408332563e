package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What one look at a prompt finds: the last user turn, its words, its sizes and its {@link Signal}s. */
public final class Features {
    /** Of a longer turn the beginning and the end are looked at, this many characters each. */
    private static final int SHOWN = 6_000;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Pattern ASKED_LENGTH =
            Pattern.compile("(\\d{1,3}(?:[,.]\\d{3}){1,2}|\\d{1,5})[- ]?(words?|pages?|paragraphs?|slides?)\\b");

    private final String text;
    private final String folded;
    private final List<String> words;
    private final int tokens;
    private final int outputTokens;
    private final boolean codeBlock;
    private final double[] signals;

    private Features(String text, int tokens, int system, int history) {
        this.text = text;
        this.folded = text.toLowerCase(Locale.ROOT).strip();
        this.tokens = tokens;
        var scan = new Scan(text);
        this.words = List.copyOf(scan.words());
        this.codeBlock = text.contains("```");
        int asked = askedLength(folded);
        var measured = new Signals(scan, folded, tokens);
        this.outputTokens = asked > 0 ? asked : measured.impliedLength();
        this.signals = measured.all(system, history, outputTokens, codeBlock);
    }

    public static Features of(Prompt prompt) {
        String last = "";
        long characters = 0;
        long system = 0;
        int turns = 0;
        for (Prompt.Message message : prompt.messages()) {
            characters += message.text().length();
            switch (message.role()) {
                case USER -> {
                    last = message.text();
                    turns++;
                }
                case SYSTEM -> system += message.text().length();
                case ASSISTANT, TOOL -> turns++;
            }
        }
        String shown = last.length() <= 2 * SHOWN
                ? last
                : last.substring(0, SHOWN) + "\n" + last.substring(last.length() - SHOWN);
        return new Features(shown, tokens(characters), tokens(system), Math.max(0, turns - 1));
    }

    private static int tokens(long characters) {
        return (int) Math.min(Integer.MAX_VALUE, (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN);
    }

    /** The last user turn; of more than 12,000 characters its beginning and end. */
    public String text() {
        return text;
    }

    /** The same, case folded and stripped. */
    String folded() {
        return folded;
    }

    /** Words of the text in order, case folded; every number is the word {@code 0}. */
    List<String> words() {
        return words;
    }

    /** Estimated tokens of the whole conversation. */
    public int tokens() {
        return tokens;
    }

    /** Estimated tokens of the answer asked for; 0 where nothing is said about it. */
    public int outputTokens() {
        return outputTokens;
    }

    /** ISO 639-1 code of its language; empty where none stands out. */
    String language() {
        return Language.of(words);
    }

    boolean codeBlock() {
        return codeBlock;
    }

    /** How far a signal is there, [0,1]. */
    public double signal(Signal signal) {
        return signals[signal.index()];
    }

    /** Buckets of the words, word pairs and word parts, in order; one that occurs twice is there twice. */
    public int[] grams() {
        var buckets = IntStream.builder();
        Grams.visit(this, (bucket, from, to) -> buckets.add(bucket));
        return buckets.build().toArray();
    }

    private static int askedLength(String folded) {
        Matcher matcher = ASKED_LENGTH.matcher(folded);
        int most = 0;
        while (matcher.find()) {
            double count = Double.parseDouble(matcher.group(1).replaceAll("[,.]", ""));
            String unit = matcher.group(2);
            double perUnit = unit.startsWith("word") ? 1.3 : unit.startsWith("page") ? 600 : 120;
            most = (int) Math.max(most, Math.min(100_000, count * perUnit));
        }
        return most;
    }

    /** The words of a text, and what its characters say, found in one pass. */
    static final class Scan {
        private static final int MOST_WORDS = 1_500;
        private final List<String> words = new ArrayList<>();
        int numbers;
        int allWords;
        int names;
        int identifiers;
        int codeSigns;
        int mathSigns;
        int listLines;
        int lines = 1;
        int otherLetters;
        int letters;

        Scan(String text) {
            int length = text.length();
            boolean sentenceStart = true;
            boolean lineStart = true;
            for (int at = 0; at < length; ) {
                char c = text.charAt(at);
                if (Character.isLetterOrDigit(c) || c == '_') {
                    int end = wordEnd(text, at);
                    word(text.substring(at, end), sentenceStart);
                    boolean ordinal = lineStart && end < length && (text.charAt(end) == '.' || text.charAt(end) == ')');
                    listLines += ordinal ? 1 : 0;
                    sentenceStart = false;
                    lineStart = false;
                    at = end;
                } else {
                    if (c == '\n') {
                        lines++;
                        lineStart = true;
                        sentenceStart = true;
                    } else if (!Character.isWhitespace(c)) {
                        sentenceStart = c == '.' || c == '?' || c == '!' || c == ':' || c == '"';
                        sign(text, at, lineStart);
                        lineStart = false;
                    }
                    at++;
                }
            }
        }

        List<String> words() {
            return words;
        }

        private static int wordEnd(String text, int from) {
            int at = from;
            boolean number = Character.isDigit(text.charAt(from));
            while (at < text.length()) {
                char c = text.charAt(at);
                boolean inside = at + 1 < text.length()
                        && (number ? c == '.' || c == ',' : c == '\'' || c == '-' || c == '’' || c == '+')
                        && Character.isLetterOrDigit(text.charAt(at + 1)) == (c != '+');
                if (!Character.isLetterOrDigit(c) && c != '_' && !inside) {
                    break;
                }
                at++;
            }
            return Math.min(text.length(), Math.max(at, from + 1));
        }

        private void word(String word, boolean sentenceStart) {
            allWords++;
            char first = word.charAt(0);
            if (Character.isDigit(first)) {
                numbers++;
                keep("0");
                return;
            }
            boolean upper = Character.isUpperCase(first);
            boolean inner = false;
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                letters++;
                otherLetters += c > 'z' && Character.isLetter(c) ? 1 : 0;
                inner |= c == '_' || (i > 0 && Character.isUpperCase(c) && Character.isLowerCase(word.charAt(i - 1)));
            }
            identifiers += inner && word.length() > 2 ? 1 : 0;
            names += upper && !sentenceStart && !inner && word.length() > 1 ? 1 : 0;
            keep(word.toLowerCase(Locale.ROOT).replace('’', '\''));
        }

        private void keep(String word) {
            if (words.size() < MOST_WORDS) {
                words.add(word.length() > 40 ? word.substring(0, 40) : word);
            }
        }

        private void sign(String text, int at, boolean lineStart) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
            switch (c) {
                case '{', '}', ';', '`' -> codeSigns++;
                case '(' -> codeSigns += next == ')' ? 1 : 0;
                case '[' -> codeSigns += next == ']' ? 1 : 0;
                case '=', '!' -> {
                    codeSigns += next == '=' ? 2 : 0;
                    mathSigns += c == '=' && next != '=' ? 1 : 0;
                }
                case '>', '<' -> codeSigns += next == '>' || next == '/' || next == '=' ? 2 : 0;
                case '#' -> codeSigns += Character.isLowerCase(next) ? 2 : 0;
                case '\\' -> mathSigns += Character.isLetter(next) || next == '[' || next == '(' ? 2 : 0;
                case '$' -> mathSigns += Character.isDigit(next) ? 0 : 1;
                case '^', '√', '∑', '∫', '≤', '≥', '×', '÷', 'π', '∞' -> mathSigns += 2;
                case '+', '/', '%' -> mathSigns += Character.isDigit(next) || next == ' ' ? 1 : 0;
                case '-', '*', '•' -> listLines += lineStart && next == ' ' ? 1 : 0;
                default -> {}
            }
        }
    }
}
