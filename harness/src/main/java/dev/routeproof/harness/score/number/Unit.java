package dev.routeproof.harness.score.number;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A unit of measurement that can be converted to others of its dimension.
 *
 * @param factor how many of the dimension's base unit it is (metre, gram, second, litre, square metre, byte, dollar)
 */
record Unit(String dimension, BigDecimal factor) {
    private static final Map<String, Unit> BY_NAME = table();

    /** Case matters only where two units differ by it ({@code Mb}, {@code mb} are not known; {@code MB} is). */
    static Optional<Unit> named(String name) {
        Unit exact = BY_NAME.get(name);
        return Optional.ofNullable(exact).or(() -> Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT))));
    }

    private static Map<String, Unit> table() {
        Map<String, Unit> units = new HashMap<>();
        put(units, "length", "0.001", "mm", "millimetre", "millimetres", "millimeter", "millimeters");
        put(units, "length", "0.01", "cm", "centimetre", "centimetres", "centimeter", "centimeters");
        put(units, "length", "1", "m", "metre", "metres", "meter", "meters");
        put(units, "length", "1000", "km", "kilometre", "kilometres", "kilometer", "kilometers");
        put(units, "length", "0.0254", "inch", "inches");
        put(units, "length", "0.3048", "ft", "foot", "feet");
        put(units, "length", "0.9144", "yd", "yard", "yards");
        put(units, "length", "1609.344", "mi", "mile", "miles");
        put(units, "mass", "0.001", "mg", "milligram", "milligrams");
        put(units, "mass", "1", "g", "gram", "grams");
        put(units, "mass", "1000", "kg", "kilogram", "kilograms", "kilo", "kilos");
        put(units, "mass", "1000000", "t", "tonne", "tonnes");
        put(units, "mass", "453.59237", "lb", "lbs", "pound", "pounds");
        put(units, "mass", "28.349523125", "oz", "ounce", "ounces");
        put(units, "time", "0.001", "ms", "millisecond", "milliseconds");
        put(units, "time", "1", "s", "sec", "second", "seconds");
        put(units, "time", "60", "min", "minute", "minutes", "mins");
        put(units, "time", "3600", "h", "hr", "hrs", "hour", "hours");
        put(units, "time", "86400", "day", "days");
        put(units, "time", "604800", "week", "weeks");
        put(units, "volume", "0.001", "ml", "millilitre", "millilitres", "milliliter", "milliliters");
        put(units, "volume", "1", "l", "litre", "litres", "liter", "liters");
        put(units, "data", "1", "byte", "bytes", "B");
        put(units, "data", "1000", "kb", "kB", "KB");
        put(units, "data", "1000000", "MB", "megabyte", "megabytes");
        put(units, "data", "1000000000", "GB", "gigabyte", "gigabytes");
        put(units, "money", "0.01", "cent", "cents", "¢");
        put(units, "money", "1", "dollar", "dollars", "usd", "$");
        return Map.copyOf(units);
    }

    private static void put(Map<String, Unit> units, String dimension, String factor, String... names) {
        for (String name : names) {
            units.put(name, new Unit(dimension, new BigDecimal(factor)));
        }
    }
}
