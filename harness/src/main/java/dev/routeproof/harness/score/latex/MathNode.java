package dev.routeproof.harness.score.latex;

import java.util.List;

/** A scalar expression; evaluated at a point it gives a real number, NaN where it has none there. */
sealed interface MathNode {
    record Constant(double value) implements MathNode {}

    record Variable(String name) implements MathNode {}

    record Sum(List<MathNode> terms) implements MathNode {}

    record Product(MathNode left, MathNode right) implements MathNode {}

    record Quotient(MathNode numerator, MathNode denominator) implements MathNode {}

    record Power(MathNode base, MathNode exponent) implements MathNode {}

    record Negative(MathNode of) implements MathNode {}

    record Call(String function, List<MathNode> arguments) implements MathNode {}

    /** The values of variables; fixed for a name and a round, so that two expressions meet the same point. */
    interface Point {
        double at(String variable);
    }

    default double value(Point point) {
        return switch (this) {
            case Constant constant -> constant.value();
            case Variable variable -> point.at(variable.name());
            case Sum sum ->
                sum.terms().stream().mapToDouble(term -> term.value(point)).sum();
            case Product product ->
                product.left().value(point) * product.right().value(point);
            case Quotient quotient ->
                quotient.numerator().value(point) / quotient.denominator().value(point);
            case Power power ->
                power(power.base().value(point), power.exponent().value(point));
            case Negative negative -> -negative.of().value(point);
            case Call call ->
                MathFunctions.call(
                        call.function(),
                        call.arguments().stream()
                                .mapToDouble(argument -> argument.value(point))
                                .toArray());
        };
    }

    /** Odd roots of negative numbers are real, as at school. */
    private static double power(double base, double exponent) {
        double inverse = 1 / exponent;
        boolean oddRoot =
                base < 0 && Math.abs(inverse - Math.rint(inverse)) < 1e-9 && Math.abs(Math.rint(inverse) % 2) == 1;
        return oddRoot ? -Math.pow(-base, exponent) : Math.pow(base, exponent);
    }
}
