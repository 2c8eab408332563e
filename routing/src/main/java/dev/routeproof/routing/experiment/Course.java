package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the evidence of an experiment grew: its epochs, and a few hundred points for each slice. For display only. */
public record Course(List<Opened> epochs, List<Slice> slices) {
    public Course {
        epochs = List.copyOf(epochs);
        slices = List.copyOf(slices);
    }

    /** The first exchange of an epoch. */
    public record Opened(int ordinal, long atMillis, Propensities propensities) {}

    /** The points of one slice in the order of time; {@code taskType} null: {@code unknown}. */
    public record Slice(@Nullable TaskType taskType, List<Point> points) {
        public Slice {
            points = List.copyOf(points);
        }
    }

    /**
     * The evidence when a unit value came in.
     *
     * @param atMillis milliseconds of Unix time
     * @param units values so far, both sides together
     * @param harm log of the e-value of harm at that time
     * @param promotion log of the evidence for every component of a promotion: the largest so far, at least 0
     */
    public record Point(long atMillis, long units, double harm, double promotion) {}
}
