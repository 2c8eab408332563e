package dev.routeproof.harness.score.latex;

import java.util.Set;

/** The functions that answers to mathematical questions use. Angles are in radians. */
final class MathFunctions {
    private static final Set<String> NAMES = Set.of(
            "sqrt",
            "root",
            "sin",
            "cos",
            "tan",
            "cot",
            "sec",
            "csc",
            "arcsin",
            "arccos",
            "arctan",
            "sinh",
            "cosh",
            "tanh",
            "ln",
            "log",
            "logbase",
            "exp",
            "abs",
            "floor",
            "ceil",
            "factorial",
            "binom",
            "max",
            "min");
    private static final double LARGEST_FACTORIAL = 170;

    private MathFunctions() {}

    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    static double call(String function, double[] x) {
        return switch (function) {
            case "sqrt" -> Math.sqrt(x[0]);
            case "root" -> root(x[0], x[1]);
            case "sin" -> Math.sin(x[0]);
            case "cos" -> Math.cos(x[0]);
            case "tan" -> Math.tan(x[0]);
            case "cot" -> 1 / Math.tan(x[0]);
            case "sec" -> 1 / Math.cos(x[0]);
            case "csc" -> 1 / Math.sin(x[0]);
            case "arcsin" -> Math.asin(x[0]);
            case "arccos" -> Math.acos(x[0]);
            case "arctan" -> Math.atan(x[0]);
            case "sinh" -> Math.sinh(x[0]);
            case "cosh" -> Math.cosh(x[0]);
            case "tanh" -> Math.tanh(x[0]);
            case "ln" -> Math.log(x[0]);
            case "log" -> Math.log10(x[0]);
            case "logbase" -> Math.log(x[1]) / Math.log(x[0]);
            case "exp" -> Math.exp(x[0]);
            case "abs" -> Math.abs(x[0]);
            case "floor" -> Math.floor(x[0]);
            case "ceil" -> Math.ceil(x[0]);
            case "factorial" -> factorial(x[0]);
            case "binom" -> factorial(x[0]) / (factorial(x[1]) * factorial(x[0] - x[1]));
            case "max" -> fold(x, true);
            case "min" -> fold(x, false);
            default -> Double.NaN;
        };
    }

    private static double root(double degree, double of) {
        boolean odd = Math.abs(degree % 2) == 1;
        return odd && of < 0 ? -Math.pow(-of, 1 / degree) : degree == 3 ? Math.cbrt(of) : Math.pow(of, 1 / degree);
    }

    private static double factorial(double n) {
        if (n < 0 || n != Math.rint(n) || n > LARGEST_FACTORIAL) {
            return Double.NaN;
        }
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    private static double fold(double[] x, boolean largest) {
        double best = x[0];
        for (double value : x) {
            best = largest ? Math.max(best, value) : Math.min(best, value);
        }
        return best;
    }
}
