package dev.routeproof.harness.score.latex;

import dev.routeproof.harness.score.latex.LatexParser.NotMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Equality of two formulas by value. Scalars with variables are compared at fixed points, so {@code (x+1)^2} equals
 * {@code x^2+2x+1}; sets, solutions and unions in any order; points, vectors and intervals in order with their brackets.
 */
public final class MathText {
    private static final int ROUNDS = 4;
    private static final double RELATIVE_TOLERANCE = 1e-9;
    private static final double LARGEST_EXACT = 1e14;
    private static final int LARGEST_UNORDERED = 200;

    private MathText() {}

    /** Whether both denote the same; empty where the answer is no formula we can read. */
    public static Optional<Boolean> same(String target, String answer) {
        if (plain(target).equals(plain(answer))) {
            return Optional.of(true);
        }
        try {
            return Optional.of(same(LatexParser.parse(target), LatexParser.parse(answer)));
        } catch (NotMath notMath) {
            return Optional.empty();
        }
    }

    /** Whether {@code formula} is a number and nothing else. */
    public static boolean isNumber(String formula) {
        OptionalDouble value = scalar(formula);
        return value.isPresent() && Double.isFinite(value.getAsDouble());
    }

    /** The value of a scalar formula, NaN where it depends on a variable; empty where the text is none. */
    public static OptionalDouble scalar(String formula) {
        try {
            return LatexParser.parse(formula) instanceof MathValue.Scalar(MathNode node)
                    ? OptionalDouble.of(node.value(variable -> Double.NaN))
                    : OptionalDouble.empty();
        } catch (NotMath notMath) {
            return OptionalDouble.empty();
        }
    }

    private static String plain(String formula) {
        return LatexTokens.repaired(formula)
                .replace("$", "")
                .replace("\\left", "")
                .replace("\\right", "")
                .replace("dfrac", "frac")
                .replace("tfrac", "frac")
                .replaceAll("\\s+|\\\\[,;!]", "");
    }

    private static boolean same(MathValue target, MathValue answer) {
        if (answer instanceof MathValue.Relation relation
                && relation.relation() == '='
                && !(target instanceof MathValue.Relation)) {
            return same(target, relation.right());
        }
        return switch (target) {
            case MathValue.Scalar scalar -> sameScalar(scalar, answer);
            case MathValue.InBase base -> sameBase(base, answer);
            case MathValue.Ordered ordered -> sameOrdered(ordered, answer);
            case MathValue.Unordered unordered -> sameMembers(unordered, answer);
            case MathValue.Matrix matrix -> sameMatrix(matrix, answer);
            case MathValue.Relation relation -> sameRelation(relation, answer);
            case MathValue.Words words -> answer instanceof MathValue.Words other && words.equals(other);
        };
    }

    private static boolean sameScalar(MathValue.Scalar target, MathValue answer) {
        return switch (answer) {
            case MathValue.Scalar scalar -> sameScalars(target.node(), scalar.node());
            case MathValue.Unordered unordered ->
                unordered.items().size() == 1 && same(target, unordered.items().getFirst());
            case MathValue.InBase base ->
                sameScalars(target.node(), new MathNode.Constant(Double.parseDouble(base.digits())));
            case MathValue.Matrix matrix ->
                matrix.rows().size() == 1
                        && matrix.rows().getFirst().size() == 1
                        && same(target, matrix.rows().getFirst().getFirst());
            case MathValue.Ordered _, MathValue.Relation _, MathValue.Words _ -> false;
        };
    }

    /** A base that the answer leaves out is taken as meant. */
    private static boolean sameBase(MathValue.InBase target, MathValue answer) {
        return switch (answer) {
            case MathValue.InBase base -> base.equals(target);
            case MathValue.Scalar scalar ->
                sameScalars(new MathNode.Constant(Double.parseDouble(target.digits())), scalar.node());
            case MathValue.Ordered _,
                    MathValue.Unordered _,
                    MathValue.Matrix _,
                    MathValue.Relation _,
                    MathValue.Words _ -> false;
        };
    }

    private static boolean sameOrdered(MathValue.Ordered target, MathValue answer) {
        return switch (answer) {
            case MathValue.Ordered ordered ->
                ordered.open() == target.open()
                        && ordered.close() == target.close()
                        && sameInOrder(target.items(), ordered.items());
            case MathValue.Matrix matrix ->
                sameInOrder(
                        target.items(),
                        matrix.rows().stream().flatMap(List::stream).toList());
            case MathValue.Unordered unordered -> sameInOrder(target.items(), unordered.items());
            case MathValue.Scalar _, MathValue.InBase _, MathValue.Relation _, MathValue.Words _ -> false;
        };
    }

    private static boolean sameMembers(MathValue.Unordered target, MathValue answer) {
        List<MathValue> others = new ArrayList<>(
                switch (answer) {
                    case MathValue.Unordered unordered -> unordered.items();
                    case MathValue.Ordered ordered -> ordered.items();
                    case MathValue.Scalar _,
                            MathValue.InBase _,
                            MathValue.Matrix _,
                            MathValue.Relation _,
                            MathValue.Words _ -> List.of(answer);
                });
        if (others.size() != target.items().size() || others.size() > LARGEST_UNORDERED) {
            return false;
        }
        for (MathValue item : target.items()) {
            int found = -1;
            for (int i = 0; i < others.size() && found < 0; i++) {
                found = same(item, others.get(i)) ? i : -1;
            }
            if (found < 0) {
                return false;
            }
            others.remove(found);
        }
        return true;
    }

    private static boolean sameMatrix(MathValue.Matrix target, MathValue answer) {
        if (!(answer instanceof MathValue.Matrix other)
                || other.rows().size() != target.rows().size()) {
            return answer instanceof MathValue.Ordered ordered
                    && sameInOrder(target.rows().stream().flatMap(List::stream).toList(), ordered.items());
        }
        for (int row = 0; row < target.rows().size(); row++) {
            if (!sameInOrder(target.rows().get(row), other.rows().get(row))) {
                return false;
            }
        }
        return true;
    }

    /** Equations are the same where their differences are proportional at every point. */
    private static boolean sameRelation(MathValue.Relation target, MathValue answer) {
        if (!(answer instanceof MathValue.Relation other)) {
            return target.relation() == '=' && same(target.right(), answer);
        }
        if (other.relation() == target.relation()
                && same(target.left(), other.left())
                && same(target.right(), other.right())) {
            return true;
        }
        return target.relation() == '='
                && other.relation() == '='
                && target.left() instanceof MathValue.Scalar(MathNode left)
                && target.right() instanceof MathValue.Scalar(MathNode right)
                && other.left() instanceof MathValue.Scalar(MathNode otherLeft)
                && other.right() instanceof MathValue.Scalar(MathNode otherRight)
                && proportional(difference(left, right), difference(otherLeft, otherRight));
    }

    private static MathNode difference(MathNode left, MathNode right) {
        return new MathNode.Sum(List.of(left, new MathNode.Negative(right)));
    }

    private static boolean proportional(MathNode a, MathNode b) {
        double ratio = a.value(point(0)) / b.value(point(0));
        return Double.isFinite(ratio)
                && ratio != 0
                && sameScalars(a, new MathNode.Product(new MathNode.Constant(ratio), b));
    }

    private static boolean sameInOrder(List<MathValue> targets, List<MathValue> answers) {
        if (targets.size() != answers.size()) {
            return false;
        }
        for (int i = 0; i < targets.size(); i++) {
            if (!same(targets.get(i), answers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameScalars(MathNode target, MathNode answer) {
        int compared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            MathNode.Point point = point(round);
            double expected = target.value(point);
            double actual = answer.value(point);
            if (Double.isNaN(expected) && Double.isNaN(actual)) {
                continue;
            }
            boolean infinite = Double.isInfinite(expected) || Double.isInfinite(actual);
            if (infinite ? expected != actual : !close(expected, actual)) {
                return false;
            }
            compared++;
        }
        return compared > 0;
    }

    private static boolean close(double expected, double actual) {
        if (isWhole(expected) && isWhole(actual)) {
            return expected == actual;
        }
        return Math.abs(expected - actual) <= RELATIVE_TOLERANCE * Math.max(1e-3, Math.abs(expected));
    }

    /** Of larger numbers rounding on the way may change the last digit. */
    private static boolean isWhole(double value) {
        return Math.abs(value) <= LARGEST_EXACT && value == Math.rint(value);
    }

    /** Values between 0.3 and 2.3 that depend on name and round only. */
    private static MathNode.Point point(int round) {
        return variable -> 0.3 + Math.floorMod(variable.hashCode() * 31L + round * 7_919L, 1_999) / 1_000.0;
    }
}
