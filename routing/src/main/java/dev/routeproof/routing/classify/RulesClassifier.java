package dev.routeproof.routing.classify;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up the weights of the rules that hold; its confidence is the margin of the first label over the second. */
public final class RulesClassifier implements LocalClassifier {
    /** Patterns look at this much of a prompt: their cost grows with their size times this. */
    private static final int LONGEST_FOR_PATTERNS = 4 << 10;

    private final List<Rule> rules;

    public RulesClassifier(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public Classification classify(Features features) {
        return explain(features).classification();
    }

    @Override
    public Explained explain(Features features) {
        var scores = new TreeMap<TaskType, Double>();
        var reasons = new LinkedHashMap<TaskType, List<Evidence>>();
        for (Rule rule : rules) {
            reason(rule, features).ifPresent(sign -> {
                scores.merge(rule.label(), rule.weight(), Double::sum);
                reasons.computeIfAbsent(rule.label(), label -> new ArrayList<>())
                        .add(new Evidence(sign, rule.weight()));
            });
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
            return new Explained(Classification.UNKNOWN, List.of());
        }
        scores.replaceAll((label, score) -> Math.min(1, score));
        var answer = new Classification(best, Math.clamp(top - second, 0, 1), scores, "rules");
        return new Explained(answer, Objects.requireNonNull(reasons.get(best)));
    }

    /** Why a rule holds; empty where it does not. */
    private static Optional<String> reason(Rule rule, Features features) {
        var any = rule.any() == null ? List.of("") : holding(rule.any(), features);
        var all = rule.all() == null ? List.of("") : holding(rule.all(), features);
        boolean whole = rule.all() == null || all.size() == written(rule.all());
        if (any.isEmpty() || !whole) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", rule.any() == null ? all : any));
    }

    private static int written(Rule.Signs signs) {
        int lists = 0;
        for (var list :
                List.of(signs.contains(), signs.startsWith(), signs.endsWith(), signs.regex(), signs.languages())) {
            lists += list.isEmpty() ? 0 : 1;
        }
        return lists
                + (signs.minTokens() == null ? 0 : 1)
                + (signs.maxTokens() == null ? 0 : 1)
                + (signs.minOutputTokens() == null ? 0 : 1)
                + (signs.codeBlock() == null ? 0 : 1);
    }

    /** The signs that hold, one sentence part each. */
    private static List<String> holding(Rule.Signs signs, Features features) {
        var found = new ArrayList<String>();
        String folded = features.folded();
        first(signs.contains(), one -> folded.contains(fold(one)))
                .ifPresent(one -> found.add("contains \"" + one + "\""));
        first(signs.startsWith(), one -> folded.startsWith(fold(one)))
                .ifPresent(one -> found.add("begins with \"" + one + "\""));
        first(signs.endsWith(), one -> folded.endsWith(fold(one)))
                .ifPresent(one -> found.add("ends with \"" + one + "\""));
        first(signs.regex(), one -> matches(one, features.text())).ifPresent(one -> found.add("matches " + one));
        int tokens = features.tokens();
        if (signs.minTokens() != null && tokens >= signs.minTokens()) {
            found.add("is long, about " + tokens + " tokens");
        }
        if (signs.maxTokens() != null && tokens <= signs.maxTokens()) {
            found.add("is short, about " + tokens + " tokens");
        }
        if (signs.minOutputTokens() != null && features.outputTokens() >= signs.minOutputTokens()) {
            found.add("asks for about " + features.outputTokens() + " tokens");
        }
        if (signs.codeBlock() != null && signs.codeBlock() == features.codeBlock()) {
            found.add(features.codeBlock() ? "holds a code block" : "holds no code block");
        }
        if (signs.languages().contains(features.language())) {
            found.add("is written in " + features.language());
        }
        return found;
    }

    private static <T> Optional<T> first(List<T> signs, java.util.function.Predicate<T> holds) {
        return signs.stream().filter(holds).findFirst();
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text.length() > LONGEST_FOR_PATTERNS ? text.substring(0, LONGEST_FOR_PATTERNS) : text)
                .find();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
