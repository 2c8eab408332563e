package dev.routeproof.harness.score.number;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers of a text. Understood: separators ({@link SeparatedDigits}), signs, currency, percent, fractions and
 * mixed numbers, {@code 1.2e5}, {@code 1.2 × 10^5}, {@code 3 million}, {@code 2k}, clock times as hours, LaTeX, and
 * number words where there are no digits.
 */
public final class NumberText {
    private static final String DIGITS = "(?:\\d[\\d,.'’\\x{a0}\\x{202f}\\x{2009}_]*\\d|\\d|\\.\\d+)";
    private static final Pattern NUMBER =
            Pattern.compile("([-+]?)\\s?(?:[$€£¥₹]|USD|EUR|GBP)?\\s?([-+]?)(" + DIGITS + ")"
                    + "(?:[eE]([-+]?\\d{1,3})\\b|\\s?[×x*·⋅]\\s?10\\s?\\^\\s?[{(]?([-+]?\\d{1,3})[})]?|:([0-5]\\d)\\b"
                    + "|\\s?/\\s?(\\d+(?:\\.\\d+)?)|\\s(\\d+)\\s?/\\s?(\\d+))?"
                    + "(\\s?(?:%|percent\\b|per\\scent\\b))?(?:\\s?(hundred|dozen|thousand|million|billion|trillion)\\b|([kKM]|bn)\\b)?"
                    + "(?:\\s?-?\\s?([$€£¢]|[a-zA-Z]+))?");
    private static final Pattern OPENING = Pattern.compile("[\\s*_$~≈(\\[{\\\\]*");
    private static final int MOST_READINGS = 10_000;
    private static final int LONGEST_NUMBER = 400;
    private static final double LARGEST_EXACT_DOUBLE = 1e14;

    private NumberText() {}

    /**
     * One number of a text.
     *
     * @param value the number; of {@code 3 million} 3000000, of {@code 15 %} 15
     * @param bare the number without its magnitude word
     * @param unit the unit after it where it is one we can convert; null for none
     * @param exact whether the value is the one written or worked out, to the last digit
     */
    public record Reading(
            String text,
            BigDecimal value,
            BigDecimal bare,
            boolean percent,
            @Nullable Unit unit,
            boolean exact) {
        /** A finite number that {@code text} comes to. */
        public static Reading of(String text, double value) {
            BigDecimal decimal = BigDecimal.valueOf(value);
            return new Reading(text, decimal, decimal, false, null, Math.abs(value) <= LARGEST_EXACT_DOUBLE);
        }
    }

    /** The numbers in their order; words count only where no digit stands. */
    public static List<Reading> all(String text) {
        String plain = PlainNotation.of(text);
        List<Reading> readings = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(plain);
        int from = 0;
        while (readings.size() < MOST_READINGS && matcher.find(from)) {
            readings.addAll(read(plain, matcher));
            int unit = matcher.start(13);
            from = unit > matcher.start() ? unit : matcher.end();
        }
        if (readings.isEmpty()) {
            NumberWords.last(plain).ifPresent(value -> readings.add(plainReading(plain.strip(), value)));
        }
        return readings;
    }

    public static Optional<Reading> last(String text) {
        List<Reading> readings = all(text);
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.getLast());
    }

    private static Reading plainReading(String text, BigDecimal value) {
        return new Reading(text, value, value, false, null, true);
    }

    /**
     * The number that a text begins with.
     *
     * @param head the text up to the end of the number, in plain notation
     * @param rest what follows, its unit first
     */
    record Leading(Reading reading, String head, String rest) {}

    /** Only signs of emphasis, brackets and spaces may stand before it. */
    static Optional<Leading> leading(String text) {
        String plain = PlainNotation.of(text);
        Matcher matcher = NUMBER.matcher(plain);
        if (!matcher.find() || !OPENING.matches(plain.substring(0, matcher.start()))) {
            return Optional.empty();
        }
        List<Reading> readings = read(plain, matcher);
        int end = matcher.start(13) > 0 ? matcher.start(13) : matcher.end();
        while (end > matcher.start() && isSpaceOrHyphen(plain.charAt(end - 1))) {
            end--;
        }
        return readings.size() == 1
                ? Optional.of(new Leading(readings.getFirst(), plain.substring(0, end), plain.substring(end)))
                : Optional.empty();
    }

    private static boolean isSpaceOrHyphen(char c) {
        return c == '-' || Character.isWhitespace(c);
    }

    private static List<Reading> read(String plain, Matcher m) {
        boolean partOfWord = m.start(3) > 0 && isWordBefore(plain, m.start(3), m.start());
        if (partOfWord || isExponentOfUnit(plain, m.start()) || m.group(3).length() > LONGEST_NUMBER) {
            return List.of();
        }
        List<BigDecimal> numbers = SeparatedDigits.read(m.group(3));
        if (numbers.size() != 1) {
            return numbers.stream().map(n -> plainReading(n.toPlainString(), n)).toList();
        }
        boolean negative = isMinus(plain, m, 1) ^ isMinus(plain, m, 2);
        BigDecimal bare = withTail(numbers.getFirst(), m);
        bare = negative ? bare.negate() : bare;
        BigDecimal value = bare.multiply(magnitude(m.group(11), m.group(12)));
        String unit = m.group(13);
        return List.of(new Reading(
                textOf(m),
                value,
                bare,
                m.group(10) != null,
                unit == null ? null : Unit.named(unit).orElse(null),
                true));
    }

    private static String textOf(Matcher m) {
        String text = m.group();
        String unit = m.group(13);
        return (unit == null ? text : text.substring(0, text.length() - unit.length())).strip();
    }

    /** {@code H2O}, {@code x_2} and {@code m2} hold no number. */
    private static boolean isWordBefore(String plain, int digits, int start) {
        char before = plain.charAt(digits - 1);
        return digits == start && (WordLetters.isOne(before) || before == '_');
    }

    /** {@code m^2}, {@code cm^{3}}, {@code s^-1}; {@code 10^2} is no unit. */
    private static boolean isExponentOfUnit(String plain, int start) {
        int at = start - 1;
        while (at >= 0 && (plain.charAt(at) == '{' || Character.isWhitespace(plain.charAt(at)))) {
            at--;
        }
        if (at < 1 || plain.charAt(at) != '^') {
            return false;
        }
        char base = plain.charAt(at - 1);
        return WordLetters.isOne(base == ' ' && at > 1 ? plain.charAt(at - 2) : base);
    }

    /** A hyphen right after a word or a number joins or subtracts; it is no sign. A hyphen and a space begin a list. */
    private static boolean isMinus(String plain, Matcher m, int group) {
        if (!"-".equals(m.group(group))) {
            return false;
        }
        int at = m.start(group);
        char before = at > 0 ? plain.charAt(at - 1) : ' ';
        boolean afterWord = WordLetters.isOne(before) || Character.isDigit(before) || before == ')';
        boolean bullet = plain.charAt(at + 1) == ' ' && at > 0 && plain.charAt(at - 1) == '\n';
        return !afterWord && !bullet;
    }

    private static BigDecimal withTail(BigDecimal number, Matcher m) {
        String exponent = m.group(4) != null ? m.group(4) : m.group(5);
        if (exponent != null) {
            return number.scaleByPowerOfTen(Integer.parseInt(exponent));
        }
        if (m.group(6) != null) {
            return number.add(quotient(new BigDecimal(m.group(6)), BigDecimal.valueOf(60)));
        }
        if (m.group(7) != null) {
            return quotient(number, new BigDecimal(m.group(7)));
        }
        if (m.group(8) != null) {
            return number.add(quotient(new BigDecimal(m.group(8)), new BigDecimal(m.group(9))));
        }
        return number;
    }

    /** A denominator of 0 leaves the numerator. */
    private static BigDecimal quotient(BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() == 0 ? numerator : numerator.divide(denominator, MathContext.DECIMAL128);
    }

    private static BigDecimal magnitude(@Nullable String word, @Nullable String letter) {
        if (word != null) {
            return NumberWords.magnitude(word.toLowerCase(Locale.ROOT)).orElse(BigDecimal.ONE);
        }
        return switch (letter) {
            case null -> BigDecimal.ONE;
            case "k", "K" -> BigDecimal.valueOf(1_000);
            case "M" -> BigDecimal.valueOf(1_000_000);
            default -> new BigDecimal(BigInteger.TEN.pow(9));
        };
    }

    /**
     * Whether two numbers are the same. A percentage equals its number and its hundredth where the other side has no
     * percent sign; units of one dimension are converted, of two dimensions differ; a missing unit matches any. Without
     * a tolerance whole numbers are the same to the last digit, others to nine.
     */
    public static boolean same(Reading target, Reading answer, double tolerance, double relativeTolerance) {
        boolean exact = tolerance == 0 && relativeTolerance == 0 && target.exact() && answer.exact();
        if (target.unit() != null && answer.unit() != null) {
            double unitTolerance = tolerance * target.unit().factor().doubleValue();
            return target.unit().dimension().equals(answer.unit().dimension())
                    && new Closeness(exact, unitTolerance, relativeTolerance)
                            .holds(
                                    target.value().multiply(target.unit().factor()),
                                    answer.value().multiply(answer.unit().factor()));
        }
        Closeness close = new Closeness(exact, tolerance, relativeTolerance);
        if (close.holds(target.value(), answer.value())
                || close.holds(target.value(), answer.bare())
                || close.holds(target.bare(), answer.value())) {
            return true;
        }
        if (target.percent() == answer.percent()) {
            return false;
        }
        BigDecimal hundredth = (answer.percent() ? answer.value() : target.value()).movePointLeft(2);
        return answer.percent() ? close.holds(target.value(), hundredth) : close.holds(hundredth, answer.value());
    }

    private record Closeness(boolean exact, double tolerance, double relativeTolerance) {
        boolean holds(BigDecimal target, BigDecimal answer) {
            if (exact && isWhole(target) && isWhole(answer)) {
                return target.compareTo(answer) == 0;
            }
            double expected = target.doubleValue();
            double slack = Math.max(tolerance, relativeTolerance * Math.abs(expected));
            double rounding = 1e-9 * Math.max(1e-3, Math.abs(expected));
            return Math.abs(expected - answer.doubleValue()) <= slack + rounding;
        }

        private static boolean isWhole(BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0;
        }
    }
}
