package dev.routeproof.proxy.shadow;

import com.google.re2j.Pattern;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signs of one prompt that rules ask for, found once and shared by all candidates. */
final class RuleSigns {
    /** Rules look at this much of the last user message. */
    private static final int LONGEST = 16 << 10;

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final String text;
    private final String folded;
    private final int tokens;
    private final boolean codeBlock;

    private RuleSigns(String text, int tokens) {
        this.text = text;
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

    /** Weight per label of the rules that hold. */
    Map<String, Double> score(List<Rule> rules) {
        var scores = new LinkedHashMap<String, Double>();
        for (Rule rule : rules) {
            if (holds(rule)) {
                scores.merge(rule.label().label(), rule.weight(), Double::sum);
            }
        }
        return scores;
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
        return pattern.matcher(text).find();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
