package dev.routeproof.harness.score.latex;

import java.util.List;

/** What an answer to a mathematical question denotes. */
sealed interface MathValue {
    record Scalar(MathNode node) implements MathValue {}

    /** Digits in a stated base: {@code 1012_3}. */
    record InBase(String digits, String base) implements MathValue {}

    /** Items in order between brackets, round or square at either end: a point, a vector or an interval. */
    record Ordered(char open, List<MathValue> items, char close) implements MathValue {}

    /** Items in any order: a set, a list of solutions, a union of intervals. */
    record Unordered(List<MathValue> items) implements MathValue {}

    record Matrix(List<List<MathValue>> rows) implements MathValue {}

    /** {@code left relation right}; relation is {@code =}, {@code <}, {@code ≤}, {@code >}, {@code ≥} or {@code ≠}. */
    record Relation(MathValue left, char relation, MathValue right) implements MathValue {}

    /** Words: lower case, single spaces. */
    record Words(String text) implements MathValue {}
}
