package dev.routeproof.reports.view;

/** A quantity as a report shows it: a value with its interval, or the reason why there is none. */
public sealed interface Measure {
    /**
     * @param low lower end of the 95 % interval, in the unit of {@code value}
     * @param high upper end, likewise
     * @param n prompts or units behind it
     */
    record Measured(double value, double low, double high, long n) implements Measure {
        public Measured {
            if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
                throw new IllegalArgumentException("NaN is not a measured value; say why it is missing");
            }
        }
    }

    /** {@code reason} is a short phrase such as "not measured" or "no scored answer". */
    record Missing(String reason) implements Measure {}
}
