package dev.routeproof.proxy.rollout;

import com.google.re2j.Pattern;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Rule;
import dev.routeproof.routing.classify.TaskType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The signs of one prompt that rules ask for, found once and shared by all candidates. */
final class RuleSigns {
    /** Rules look at this much of the last user message. */
    private static final int LONGEST = 16 << 10;

    /** Patterns look at this much of it: their cost grows with their size times this. */
    private static final int LONGEST_FOR_PATTERNS = 4 << 10;

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final String text;
    private final String beginning;
    private final String folded;
    private final int tokens;
    private final boolean codeBlock;

    private RuleSigns(String text, int tokens) {
        this.text = text;
        this.beginning = text.length() > LONGEST_FOR_PATTERNS ? text.substring(0, LONGEST_FOR_PATTERNS) : text;
        this.folded = text.toLowerCase(Locale.ROOT).strip();
        this.tokens = tokens;
        this.codeBlock = text.contains("```");
    }

    static RuleSigns of(Prompt prompt) {
        String last = "";
        long characters = 0;
        for (var message : prompt.messages()) {
            characters += message.text().length();
            if (message.role() == Prompt.Role.USER) {
                last = message.text();
            }
        }
        String text = last.length() > LONGEST ? last.substring(0, LONGEST) : last;
        return new RuleSigns(text, (int) Math.min(Integer.MAX_VALUE, characters / CHARACTERS_PER_TOKEN));
    }

    /** What rules look at: the last user message, cut to 16 Ki characters. */
    String text() {
        return text;
    }

    /** The label with the highest sum of weights; its confidence is the margin over the second one, at most 1. */
    Classification classify(List<Rule> rules, String stage) {
        var scores = new TreeMap<TaskType, Double>();
        for (Rule rule : rules) {
            if (holds(rule)) {
                scores.merge(rule.label(), rule.weight(), Double::sum);
            }
        }
        TaskType best = null;
        double top = 0;
        double second = 0;
        for (var score : scores.entrySet()) {
            if (score.getValue() > top) {
                second = top;
                top = score.getValue();
                best = score.getKey();
            } else {
                second = Math.max(second, score.getValue());
            }
        }
        if (best == null) {
            return Classification.UNKNOWN;
        }
        var capped = new LinkedHashMap<TaskType, Double>();
        scores.forEach((type, score) -> capped.put(type, Math.min(1, score)));
        return new Classification(best, Math.clamp(top - second, 0, 1), capped, stage);
    }

    private boolean holds(Rule rule) {
        return (rule.any() == null || count(rule.any())[0] > 0) && (rule.all() == null || allHold(rule.all()));
    }

    private boolean allHold(Rule.Signs signs) {
        int[] counted = count(signs);
        return counted[0] == counted[1];
    }

    /** How many of the written signs hold, and how many are written. */
    private int[] count(Rule.Signs signs) {
        var counted = new int[2];
        tally(
                counted,
                signs.contains().isEmpty()
                        ? null
                        : signs.contains().stream().anyMatch(one -> folded.contains(fold(one))));
        tally(
                counted,
                signs.startsWith().isEmpty()
                        ? null
                        : signs.startsWith().stream().anyMatch(one -> folded.startsWith(fold(one))));
        tally(
                counted,
                signs.endsWith().isEmpty()
                        ? null
                        : signs.endsWith().stream().anyMatch(one -> folded.endsWith(fold(one))));
        tally(counted, signs.regex().isEmpty() ? null : signs.regex().stream().anyMatch(this::found));
        tally(counted, signs.minTokens() == null ? null : tokens >= signs.minTokens());
        tally(counted, signs.maxTokens() == null ? null : tokens <= signs.maxTokens());
        tally(counted, signs.minOutputTokens() == null ? null : false);
        tally(counted, signs.codeBlock() == null ? null : codeBlock == signs.codeBlock());
        tally(counted, signs.languages().isEmpty() ? null : false);
        return counted;
    }

    private static void tally(int[] counted, @Nullable Boolean holds) {
        if (holds != null) {
            counted[1]++;
            counted[0] += holds ? 1 : 0;
        }
    }

    private boolean found(Pattern pattern) {
        return pattern.matcher(beginning).find();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
