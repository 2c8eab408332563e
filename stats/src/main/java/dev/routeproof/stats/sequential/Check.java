package dev.routeproof.stats.sequential;

/** The sentences in which monitors refuse what they cannot use. */
final class Check {
    private Check() {}

    static void unitInterval(String what, double number) {
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException("a " + what + " must lie in [0,1], was " + number);
        }
    }

    static String noRandomAssignment(long monitoredOnly) {
        return monitoredOnly == 0
                ? "No unit has closed yet."
                : "None of the " + monitoredOnly
                        + " units had a random arm (propensity strictly between 0 and 1), so they say nothing about"
                        + " the difference between the arms.";
    }
}
