package dev.routeproof.harness.score.number;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** English number words up to the trillions: {@code twelve}, {@code one hundred and five}, {@code two dozen}, {@code half}. */
final class NumberWords {
    private static final Map<String, Long> SMALL = small();
    private static final Map<String, Long> MAGNITUDES = Map.of(
            "hundred", 100L,
            "dozen", 12L,
            "thousand", 1_000L,
            "million", 1_000_000L,
            "billion", 1_000_000_000L,
            "trillion", 1_000_000_000_000L);

    private static final Set<String> BEFORE_A_SIGN = Set.of("", "is", "of", "to");

    private NumberWords() {}

    /** The last number spelled out in {@code text}. */
    static Optional<BigDecimal> last(String text) {
        List<String> words = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        int end = words.size();
        while (end > 0 && !isNumber(words.get(end - 1))) {
            end--;
        }
        if (end == 0) {
            return words.contains("half") ? Optional.of(new BigDecimal("0.5")) : Optional.empty();
        }
        int start = end - 1;
        while (start > 0 && (isNumber(words.get(start - 1)) || joins(words, start - 1))) {
            start--;
        }
        long value = value(words.subList(start, end));
        return Optional.of(BigDecimal.valueOf(isNegated(words, start) ? -value : value));
    }

    /** {@code negative five}, {@code is minus five}; {@code fifty minus eight} subtracts. */
    private static boolean isNegated(List<String> words, int start) {
        if (start == 0 || !words.get(start - 1).equals("minus")) {
            return start > 0 && words.get(start - 1).equals("negative");
        }
        return start == 1 || BEFORE_A_SIGN.contains(words.get(start - 2));
    }

    static Optional<BigDecimal> magnitude(String word) {
        return Optional.ofNullable(MAGNITUDES.get(word)).map(BigDecimal::valueOf);
    }

    /** {@code hundred and five}: the word between belongs to the number. */
    private static boolean joins(List<String> words, int at) {
        return words.get(at).equals("and") && at > 0 && MAGNITUDES.containsKey(words.get(at - 1));
    }

    private static boolean isNumber(String word) {
        return SMALL.containsKey(word) || MAGNITUDES.containsKey(word);
    }

    private static long value(List<String> words) {
        long total = 0;
        long part = 0;
        for (String word : words) {
            Long small = SMALL.get(word);
            Long magnitude = MAGNITUDES.get(word);
            if (small != null) {
                part += small;
            } else if (magnitude != null && magnitude <= 100) {
                part = Math.max(part, 1) * magnitude;
            } else if (magnitude != null) {
                total += Math.max(part, 1) * magnitude;
                part = 0;
            }
            if (part > 1_000_000L || total > 1_000_000_000_000_000L) {
                break;
            }
        }
        return total + part;
    }

    private static Map<String, Long> small() {
        String[] ones = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                        + " sixteen seventeen eighteen nineteen")
                .split(" ");
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        Map<String, Long> words = new HashMap<>();
        for (int i = 0; i < ones.length; i++) {
            words.put(ones[i], (long) i);
        }
        for (int i = 0; i < tens.length; i++) {
            words.put(tens[i], 10L * (i + 2));
        }
        return Map.copyOf(words);
    }
}
