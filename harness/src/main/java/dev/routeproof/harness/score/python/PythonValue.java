package dev.routeproof.harness.score.python;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of a Python literal; {@code equals} is Python's {@code ==} ({@code True == 1 == 1.0}; a list is no tuple). */
public sealed interface PythonValue {
    /** Any of int, float and bool; {@code value} has no trailing zeros. */
    record Numeral(BigDecimal value) implements PythonValue {}

    record Text(String value) implements PythonValue {}

    /** {@code value} holds one character per byte. */
    record Bytes(String value) implements PythonValue {}

    record None() implements PythonValue {}

    record ListOf(List<PythonValue> items) implements PythonValue {}

    record Tuple(List<PythonValue> items) implements PythonValue {}

    record SetOf(Set<PythonValue> items) implements PythonValue {}

    record Dict(Map<PythonValue, PythonValue> entries) implements PythonValue {}
}
