package dev.routeproof.harness.score.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens to {@link MathValue}: lists, brackets and relations here, scalar expressions in {@link ScalarParser}. */
final class LatexParser {
    static final int DEEPEST = 60;
    private static final Set<String> RELATIONS = Set.of(
            "=",
            "<",
            ">",
            "\\le",
            "\\leq",
            "\\ge",
            "\\geq",
            "\\ne",
            "\\neq",
            "\\in",
            "\\approx",
            "\\equiv",
            "\\lt",
            "\\gt");
    private static final Set<String> SEPARATORS = Set.of(",", ";", "\"and", "\"or", "\\cup", "\\lor", "\\land");

    private LatexParser() {}

    static MathValue parse(String formula) throws NotMath {
        if (formula.length() > LatexTokens.LONGEST) {
            throw new NotMath();
        }
        List<String> tokens = LatexTokens.of(formula);
        while (!tokens.isEmpty()
                && (tokens.getLast().equals(".") || tokens.getLast().equals(","))) {
            tokens.removeLast();
        }
        return list(tokens, 0);
    }

    private static MathValue list(List<String> tokens, int depth) throws NotMath {
        if (tokens.isEmpty() || depth > DEEPEST) {
            throw new NotMath();
        }
        List<List<String>> parts = split(tokens, SEPARATORS);
        if (parts.size() == 1) {
            return relation(tokens, depth + 1);
        }
        List<MathValue> items = new ArrayList<>();
        for (List<String> part : parts) {
            if (!part.isEmpty()) {
                items.add(relation(part, depth + 1));
            }
        }
        return new MathValue.Unordered(items);
    }

    private static MathValue relation(List<String> tokens, int depth) throws NotMath {
        List<List<String>> sides = split(tokens, RELATIONS);
        if (sides.size() == 1) {
            return value(tokens, depth);
        }
        String sign = tokens.get(tokens.size() - sides.getLast().size() - 1);
        if (sides.getFirst().isEmpty() || sign.equals("\\in")) {
            return value(sides.getLast(), depth);
        }
        MathValue left = value(sides.getFirst(), depth);
        return new MathValue.Relation(left, relationSign(sign), value(sides.getLast(), depth));
    }

    private static char relationSign(String token) {
        return switch (token) {
            case "<", "\\lt" -> '<';
            case ">", "\\gt" -> '>';
            case "\\le", "\\leq" -> '≤';
            case "\\ge", "\\geq" -> '≥';
            case "\\ne", "\\neq" -> '≠';
            default -> '=';
        };
    }

    private static MathValue value(List<String> tokens, int depth) throws NotMath {
        if (tokens.isEmpty() || depth > DEEPEST) {
            throw new NotMath();
        }
        String first = tokens.getFirst();
        String last = tokens.getLast();
        if (tokens.contains("\\pm") || tokens.contains("\\mp")) {
            return new MathValue.Unordered(
                    List.of(value(signed(tokens, "+", "-"), depth + 1), value(signed(tokens, "-", "+"), depth + 1)));
        }
        if (first.startsWith("\"") && tokens.stream().allMatch(token -> token.startsWith("\""))) {
            return new MathValue.Words(first.substring(1).toLowerCase(Locale.ROOT));
        }
        if (isInBase(tokens)) {
            return new MathValue.InBase(first, tokens.get(tokens.size() == 3 ? 2 : 3));
        }
        if (first.equals("\\begin")) {
            return matrix(tokens, depth);
        }
        if (first.equals("\\{") && last.equals("\\}") && closes(tokens) == tokens.size() - 1) {
            return members(tokens.subList(1, tokens.size() - 1), depth);
        }
        boolean bracket = (first.equals("(") || first.equals("[")) && (last.equals(")") || last.equals("]"));
        if (bracket && closes(tokens) == tokens.size() - 1) {
            List<List<String>> items = split(tokens.subList(1, tokens.size() - 1), Set.of(","));
            if (items.size() > 1) {
                return ordered(first.charAt(0), items, last.charAt(0), depth);
            }
        }
        return new MathValue.Scalar(ScalarParser.parse(tokens));
    }

    private static MathValue members(List<String> tokens, int depth) throws NotMath {
        if (tokens.isEmpty()) {
            return new MathValue.Unordered(List.of());
        }
        MathValue inside = list(tokens, depth + 1);
        return inside instanceof MathValue.Unordered ? inside : new MathValue.Unordered(List.of(inside));
    }

    private static MathValue ordered(char open, List<List<String>> parts, char close, int depth) throws NotMath {
        List<MathValue> items = new ArrayList<>();
        for (List<String> part : parts) {
            items.add(value(part, depth + 1));
        }
        return new MathValue.Ordered(open, items, close);
    }

    /** {@code \begin{pmatrix} a & b \\ c & d \end{pmatrix}}. */
    private static MathValue matrix(List<String> tokens, int depth) throws NotMath {
        int from = tokens.indexOf("}") + 1;
        int to = tokens.lastIndexOf("\\end");
        if (from <= 0 || to < from) {
            throw new NotMath();
        }
        List<List<MathValue>> rows = new ArrayList<>();
        for (List<String> row : split(tokens.subList(from, to), Set.of("\\\\"))) {
            List<MathValue> cells = new ArrayList<>();
            for (List<String> cell : row.isEmpty() ? List.<List<String>>of() : split(row, Set.of("&"))) {
                cells.add(value(cell, depth + 1));
            }
            if (!cells.isEmpty()) {
                rows.add(List.copyOf(cells));
            }
        }
        return new MathValue.Matrix(rows);
    }

    private static boolean isInBase(List<String> tokens) {
        boolean plain =
                tokens.size() == 3 || (tokens.size() == 5 && tokens.get(2).equals("{"));
        return plain
                && tokens.get(1).equals("_")
                && Character.isDigit(tokens.getFirst().charAt(0))
                && Character.isDigit(tokens.get(tokens.size() == 3 ? 2 : 3).charAt(0));
    }

    private static List<String> signed(List<String> tokens, String plusMinus, String minusPlus) {
        return tokens.stream()
                .map(token -> token.equals("\\pm") ? plusMinus : token.equals("\\mp") ? minusPlus : token)
                .toList();
    }

    /** The index of the token that closes the bracket which the first one opens; -1 for none. */
    private static int closes(List<String> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += ScalarParser.nesting(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The runs between {@code separators} that stand outside all brackets. */
    private static List<List<String>> split(List<String> tokens, Set<String> separators) {
        List<List<String>> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += ScalarParser.nesting(tokens.get(i));
            if (depth == 0 && separators.contains(tokens.get(i))) {
                parts.add(tokens.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(tokens.subList(from, tokens.size()));
        return parts;
    }

    static final class NotMath extends Exception {
        NotMath() {
            super("not a formula", null, false, false);
        }
    }
}
