package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The labels of a choice, and where a text names, asserts or rejects them. */
final class Labels {
    private static final int MOST_MENTIONS = 1_000;

    /** What may follow a label that opens a text and is the answer. */
    private static final String REASON = " *(?:[-–—(<]|(?:because|since|as|over)\\b)";

    private static final Pattern AFTER_LETTER = Pattern.compile("^(?:[)\\].:,;!*_`\"'\n]|" + REASON + ")");
    private static final Pattern AFTER_SMALL_LETTER = Pattern.compile("^(?:[)\\].:]+(?:\\s|$)|\n)");
    private static final Pattern AFTER_WORD = Pattern.compile("^(?:[^\\pL\\pN .,]|[.,](?:\\D|$)|" + REASON + ")");
    /** After A or I: it is a label, not a word of the sentence. */
    private static final Pattern PREDICATE = Pattern.compile("^ (?:is|because|since|as|and|or|but|seems|fits)\\b");
    /** Before A or I: the same. */
    private static final Pattern NOUN =
            Pattern.compile("(?i)\\b(?:option|choice|answer|letter|or|and)[\\s:(\\[\"'*`]*$");

    private static final Pattern REJECTED_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:not|nor|neither|than|over|instead of)|n't)\\s+(?:(?:option|choice|answer)\\s+)?[(\\[\"'*`]*$");
    private static final Pattern REJECTED_AFTER = Pattern.compile("(?i)^[)\\]\"'*`]*\\s+(?:(?:is|are|was|seems)\\s+"
            + "(?:(?:also|clearly|simply|therefore)\\s+)?(?:wrong|incorrect|false|not|too|impossible|ruled out)\\b"
            + "|(?:is|are|was|do|does|did|can|could)(?:n't| not)\\b)");
    private static final Pattern ASSERTED = Pattern.compile("(?i)^[)\\]\"'*`]*\\s+(?:is|seems|fits|looks)"
            + "(?:\\s+(?:the|most|clearly|indeed))*\\s+(?:correct|right|best|answer|true|appropriate|accurate)\\b");
    private static final Pattern JOINER =
            Pattern.compile("(?i)\\b(?:both|either|or|and|are|is|correct|right|option|options)\\b");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]{1,80})\\*\\*");
    private static final int NEARBY = 24;

    private final List<String> labels;
    private final List<String> longestFirst;

    Labels(List<String> labels) {
        this.labels = labels;
        this.longestFirst = labels.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The label that the text is, brackets and the word "option" aside. */
    Optional<String> equal(String text) {
        String folded = PlainText.fold(bare(text));
        return labels.stream()
                .filter(label -> PlainText.fold(label).equals(folded))
                .findFirst();
    }

    private static String bare(String text) {
        String inside = text.strip().replaceFirst("(?i)^(?:option|choice)\\s+", "");
        boolean round = inside.startsWith("(") && inside.endsWith(")");
        boolean square = inside.startsWith("[") && inside.endsWith("]");
        return (round || square) && inside.length() > 2 ? inside.substring(1, inside.length() - 1) : inside;
    }

    /** {@code B) because …}, {@code **B.** …}, {@code (B) …}, {@code b) …}, {@code B - …}: a label at the very start. */
    Optional<String> opening(String text) {
        String start = text.replaceFirst("(?i)^[\\s(\\[*_`\"']*(?:(?:option|choice)\\s+[(\\[*_`\"']*)?", "");
        return longestFirst.stream()
                .filter(label -> start.regionMatches(true, 0, label, 0, label.length())
                        && opens(label, start.substring(0, label.length()), start.substring(label.length())))
                .findFirst();
    }

    private static boolean opens(String label, String written, String rest) {
        if (REJECTED_AFTER.matcher(rest).find()) {
            return false;
        }
        if (!isLetter(label)) {
            return AFTER_WORD.matcher(rest).find();
        }
        return written.equals(label)
                ? AFTER_LETTER.matcher(rest).find() && !contracts(rest)
                : AFTER_SMALL_LETTER.matcher(rest).find();
    }

    /** Every option is gone through from the first: that the first one opens the text says nothing. */
    boolean areListed(String text) {
        return labels.size() > 1
                && labels.subList(0, 2).stream()
                        .allMatch(label -> text.lines()
                                .anyMatch(line -> opening(line + "\n").equals(Optional.of(label))));
    }

    /** Nothing but two labels or more: {@code B or C}, {@code Both A and B are correct}. */
    boolean areAll(String text) {
        List<Mention> mentions = mentions(text);
        if (mentions.stream().map(Mention::label).distinct().count() < 2) {
            return false;
        }
        var rest = new StringBuilder(text);
        for (Mention mention : mentions.reversed()) {
            rest.replace(mention.from(), mention.to(), " ");
        }
        return JOINER.matcher(rest).replaceAll(" ").chars().noneMatch(Character::isLetterOrDigit);
    }

    /** The first one named and not rejected. */
    Optional<String> first(String text) {
        return held(text).stream().map(Mention::label).findFirst();
    }

    /** The one that is named and not rejected, where it is only one. */
    Optional<String> only(String text) {
        return sole(held(text).stream().map(Mention::label).distinct().toList());
    }

    /** The last one named and not rejected. */
    Optional<String> last(String text) {
        return held(text).reversed().stream().map(Mention::label).findFirst();
    }

    /** The one that is said to be right, where it is only one. */
    Optional<String> asserted(String text) {
        return sole(mentions(text).stream()
                .filter(mention -> ASSERTED.matcher(after(text, mention)).find())
                .map(Mention::label)
                .distinct()
                .toList());
    }

    /** The one in bold, where it is only one. */
    Optional<String> bold(String text) {
        var found = new ArrayList<String>();
        var matcher = BOLD.matcher(text);
        while (matcher.find()) {
            String inside = matcher.group(1);
            equal(inside)
                    .or(() -> opening(inside))
                    .filter(label -> !found.contains(label))
                    .ifPresent(found::add);
        }
        return sole(found);
    }

    private static Optional<String> sole(List<String> named) {
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private record Mention(int from, int to, String label) {}

    private List<Mention> held(String text) {
        return mentions(text).stream()
                .filter(mention -> !rejected(text, mention))
                .toList();
    }

    private static boolean rejected(String text, Mention mention) {
        return REJECTED_BEFORE.matcher(before(text, mention)).find()
                || REJECTED_AFTER.matcher(after(text, mention)).find();
    }

    /** Where labels stand, in order; a label inside a longer one ({@code spam} in {@code not spam}) is no mention. */
    private List<Mention> mentions(String text) {
        List<Mention> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (String label : longestFirst) {
            boolean letter = isLetter(label);
            String haystack = letter ? text : lower;
            String needle = letter ? label : label.toLowerCase(Locale.ROOT);
            int at = PlainText.indexOfWord(haystack, needle, 0);
            while (at >= 0) {
                Mention mention = new Mention(at, at + needle.length(), label);
                if (!(letter && isWord(text, mention))
                        && found.stream()
                                .noneMatch(other -> other.from() <= mention.from() && mention.to() <= other.to())) {
                    found.add(mention);
                }
                at = found.size() > MOST_MENTIONS ? -1 : PlainText.indexOfWord(haystack, needle, at + 1);
            }
        }
        found.sort(Comparator.comparingInt(Mention::from));
        return found;
    }

    /** {@code A hash map}, {@code I think}, {@code I'd say}: a word of the sentence, not a label. */
    private static boolean isWord(String text, Mention mention) {
        if (!mention.label().equals("A") && !mention.label().equals("I")) {
            return false;
        }
        String after = after(text, mention);
        return contracts(after)
                || (after.length() > 1
                        && after.charAt(0) == ' '
                        && Character.isLowerCase(after.charAt(1))
                        && !PREDICATE.matcher(after).find()
                        && !NOUN.matcher(before(text, mention)).find());
    }

    private static boolean contracts(String after) {
        return after.length() > 1
                && (after.charAt(0) == '\'' || after.charAt(0) == '’')
                && Character.isLowerCase(after.charAt(1));
    }

    private static String before(String text, Mention mention) {
        return text.substring(Math.max(0, mention.from() - NEARBY), mention.from());
    }

    private static String after(String text, Mention mention) {
        return text.substring(mention.to(), Math.min(text.length(), mention.to() + 2 * NEARBY));
    }

    private static boolean isLetter(String label) {
        return label.length() == 1 && Character.isUpperCase(label.charAt(0));
    }
}
