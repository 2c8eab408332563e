package dev.routeproof.harness.score;

/** What a scorer says about one answer. */
public sealed interface Score {
    /** The part of the answer that was compared; empty where none was found. */
    String extracted();

    /** One sentence for the reader of a report. */
    String explanation();

    /**
     * The answer was judged.
     *
     * @param value in [0,1]; 1 is right
     */
    record Scored(double value, String extracted, String explanation) implements Score {
        public Scored {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a score lies in [0,1], not " + value);
            }
        }
    }

    /** The answer cannot be judged: a fault of the sample, or of the scorer, that never counts against a model. */
    record Unscored(String reason) implements Score {
        @Override
        public String extracted() {
            return "";
        }

        @Override
        public String explanation() {
            return reason;
        }
    }
}
