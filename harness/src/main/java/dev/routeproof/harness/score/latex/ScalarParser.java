package dev.routeproof.harness.score.latex;

import dev.routeproof.harness.score.latex.LatexParser.NotMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tokens to {@link MathNode} by recursive descent. A number before a fraction of numbers is a mixed number; words after
 * an expression are its unit and left out, as are percent and degree signs.
 */
final class ScalarParser {
    private static final Set<String> FRACTIONS = Set.of("\\frac", "\\dfrac", "\\tfrac", "\\cfrac");
    private static final Set<String> TIMES = Set.of("*", "\\cdot", "\\times");
    private static final Set<String> GROUPING = Set.of("\\boxed", "\\mathbf", "\\mathit", "\\overline", "\\fbox");

    private final List<String> tokens;
    private int at;
    private int depth;

    private ScalarParser(List<String> tokens) {
        this.tokens = tokens;
    }

    static MathNode parse(List<String> tokens) throws NotMath {
        ScalarParser parser = new ScalarParser(tokens);
        MathNode node = parser.sum();
        while (parser.at < tokens.size() && parser.peek().startsWith("\"")) {
            parser.at++;
        }
        if (parser.at < tokens.size()) {
            throw new NotMath();
        }
        return node;
    }

    /** 1 where the token opens a bracket, -1 where it closes one, else 0. */
    static int nesting(String token) {
        return switch (token) {
            case "(", "[", "{", "\\{", "\\begin", "\\lfloor", "\\lceil", "\\langle" -> 1;
            case ")", "]", "}", "\\}", "\\end", "\\rfloor", "\\rceil", "\\rangle" -> -1;
            default -> 0;
        };
    }

    private MathNode sum() throws NotMath {
        if (++depth > LatexParser.DEEPEST) {
            throw new NotMath();
        }
        List<MathNode> terms = new ArrayList<>();
        do {
            boolean negative = false;
            while (is("+") || is("-")) {
                negative ^= is("-");
                at++;
            }
            MathNode term = product();
            terms.add(negative ? new MathNode.Negative(term) : term);
        } while (is("+") || is("-"));
        depth--;
        return terms.size() == 1 ? terms.getFirst() : new MathNode.Sum(terms);
    }

    private MathNode product() throws NotMath {
        MathNode left = factor();
        while (at < tokens.size()) {
            if (TIMES.contains(peek())) {
                at++;
                left = new MathNode.Product(left, signedFactor());
            } else if (is("/") || is("\\div")) {
                at++;
                left = new MathNode.Quotient(left, signedFactor());
            } else if (startsFactor(peek())) {
                boolean mixed = left instanceof MathNode.Constant && FRACTIONS.contains(peek());
                MathNode right = factor();
                left = mixed && right instanceof MathNode.Quotient
                        ? new MathNode.Sum(List.of(left, right))
                        : new MathNode.Product(left, right);
            } else {
                break;
            }
        }
        return left;
    }

    private MathNode signedFactor() throws NotMath {
        if (is("-")) {
            at++;
            return new MathNode.Negative(factor());
        }
        return factor();
    }

    private static boolean startsFactor(String token) {
        char first = token.charAt(0);
        if (isNumber(token) || Character.isLetter(first) || token.equals("(") || token.equals("{")) {
            return true;
        }
        return first == '\\' && token.length() > 1 && isFactorCommand(token);
    }

    private static boolean isFactorCommand(String token) {
        return FRACTIONS.contains(token)
                || GROUPING.contains(token)
                || MathFunctions.isKnown(token.substring(1))
                || token.equals("\\lfloor")
                || token.equals("\\lceil")
                || isSymbol(token);
    }

    /** Greek letters and the like stand for variables. */
    private static boolean isSymbol(String token) {
        return Character.isLetter(token.charAt(1))
                && token.length() > 2
                && !token.equals("\\div")
                && !token.equals("\\circ")
                && !token.equals("\\degree")
                && !token.equals("\\cdot")
                && !token.equals("\\times")
                && nesting(token) == 0;
    }

    private MathNode factor() throws NotMath {
        MathNode node = atom();
        while (at < tokens.size()) {
            String token = peek();
            if (token.equals("^")) {
                at++;
                if (is("\\circ") || is("\\degree") || (is("{") && "\\circ".equals(tokenAt(at + 1)))) {
                    argument();
                } else {
                    node = new MathNode.Power(node, argument());
                }
            } else if (token.equals("!")) {
                at++;
                node = new MathNode.Call("factorial", List.of(node));
            } else if (token.equals("\\%") || token.equals("%") || token.equals("\\degree") || token.equals("\\circ")) {
                at++;
            } else {
                break;
            }
        }
        return node;
    }

    private MathNode atom() throws NotMath {
        String token = next();
        char first = token.charAt(0);
        if (isNumber(token)) {
            return number(token);
        }
        if (Character.isLetter(first)) {
            return variable(token);
        }
        return switch (token) {
            case "(" -> closed(")");
            case "[" -> closed("]");
            case "{" -> closed("}");
            case "|", "\\lvert" -> new MathNode.Call("abs", List.of(closed(token.equals("|") ? "|" : "\\rvert")));
            case "\\lfloor" -> new MathNode.Call("floor", List.of(closed("\\rfloor")));
            case "\\lceil" -> new MathNode.Call("ceil", List.of(closed("\\rceil")));
            case "\\pi" -> new MathNode.Constant(Math.PI);
            case "\\infty" -> new MathNode.Constant(Double.POSITIVE_INFINITY);
            case "\\binom", "\\dbinom", "\\tbinom" -> new MathNode.Call("binom", List.of(argument(), argument()));
            case "\\sqrt" -> root();
            case "\\log" -> logarithm();
            default -> command(token);
        };
    }

    private static MathNode number(String token) throws NotMath {
        try {
            return new MathNode.Constant(Double.parseDouble(token));
        } catch (NumberFormatException malformed) {
            throw new NotMath();
        }
    }

    private MathNode command(String token) throws NotMath {
        if (FRACTIONS.contains(token)) {
            return new MathNode.Quotient(argument(), argument());
        }
        if (GROUPING.contains(token)) {
            return argument();
        }
        if (token.length() > 1 && MathFunctions.isKnown(token.substring(1))) {
            return function(token.substring(1));
        }
        if (token.length() > 1 && token.charAt(0) == '\\' && isSymbol(token)) {
            return variable(token);
        }
        throw new NotMath();
    }

    /** {@code \sin x}, {@code \sin(x)}, {@code \sin^2 x}. */
    private MathNode function(String name) throws NotMath {
        boolean raised = is("^");
        MathNode exponent = raised ? exponent() : new MathNode.Constant(1);
        MathNode call = new MathNode.Call(name, List.of(factor()));
        return raised ? new MathNode.Power(call, exponent) : call;
    }

    private MathNode exponent() throws NotMath {
        at++;
        return argument();
    }

    private MathNode root() throws NotMath {
        if (is("[")) {
            at++;
            MathNode degree = closed("]");
            return new MathNode.Call("root", List.of(degree, argument()));
        }
        return new MathNode.Call("sqrt", List.of(argument()));
    }

    private MathNode logarithm() throws NotMath {
        if (is("_")) {
            at++;
            return new MathNode.Call("logbase", List.of(argument(), factor()));
        }
        return function("log");
    }

    /** A subscript is part of the name. */
    private MathNode variable(String name) throws NotMath {
        StringBuilder full = new StringBuilder(name);
        if (is("_")) {
            at++;
            int from = at;
            argument();
            full.append('_').append(String.join("", tokens.subList(from, at)));
        }
        return new MathNode.Variable(full.toString().replace("{", "").replace("}", ""));
    }

    /** What a command takes: a group in braces, or one token. */
    private MathNode argument() throws NotMath {
        if (is("{")) {
            at++;
            if (is("\\circ")) {
                at++;
                return closedAfter(new MathNode.Constant(0));
            }
            return closed("}");
        }
        String token = peekOrFail();
        if (is("-")) {
            at++;
            return new MathNode.Negative(atom());
        }
        return token.equals("\\circ") || token.equals("\\degree") ? skip() : atom();
    }

    private MathNode skip() {
        at++;
        return new MathNode.Constant(0);
    }

    private MathNode closedAfter(MathNode node) throws NotMath {
        if (!next().equals("}")) {
            throw new NotMath();
        }
        return node;
    }

    private MathNode closed(String close) throws NotMath {
        MathNode inside = sum();
        if (!next().equals(close)) {
            throw new NotMath();
        }
        return inside;
    }

    private static boolean isNumber(String token) {
        char c = token.charAt(0);
        return (c >= '0' && c <= '9') || (c == '.' && token.length() > 1);
    }

    private boolean is(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private String tokenAt(int index) {
        return index < tokens.size() ? tokens.get(index) : "";
    }

    private String peek() {
        return tokens.get(at);
    }

    private String peekOrFail() throws NotMath {
        if (at >= tokens.size()) {
            throw new NotMath();
        }
        return tokens.get(at);
    }

    private String next() throws NotMath {
        String token = peekOrFail();
        at++;
        return token;
    }
}
