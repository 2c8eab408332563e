package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable.Uncertain;
import java.util.Locale;

/** One step of a decision; {@link #sentence} is what {@code explain} shows. */
public sealed interface Reason {
    /** The word logs count by. */
    String word();

    String sentence();

    /** The caller asked for this model. */
    record Asked(ModelId model) implements Reason {
        @Override
        public String word() {
            return "override";
        }

        @Override
        public String sentence() {
            return "the caller asked for " + model;
        }
    }

    /** An override of the table matched. */
    record Fixed(ModelId model) implements Reason {
        @Override
        public String word() {
            return "table_override";
        }

        @Override
        public String sentence() {
            return "an override of the table sends such requests to " + model;
        }
    }

    /** No task type was found. */
    record Unclassified(ModelId model) implements Reason {
        @Override
        public String word() {
            return "unclassified";
        }

        @Override
        public String sentence() {
            return "no task type was found in time, so the default " + model + " serves";
        }
    }

    /** The task type was not believed. */
    record Unsure(double confidence, double below, Uncertain.Route route, ModelId model) implements Reason {
        @Override
        public String word() {
            return "uncertain";
        }

        @Override
        public String sentence() {
            String way = route == Uncertain.Route.DEFAULT ? "the default" : "one tier up to";
            return String.format(
                    Locale.ROOT, "confidence %.2f is below %.2f, so it goes to %s %s", confidence, below, way, model);
        }
    }

    /** No stage of the cascade was sure enough. */
    record Doubted(double confidence, Uncertain.Route route, ModelId model) implements Reason {
        @Override
        public String word() {
            return "uncertain";
        }

        @Override
        public String sentence() {
            String way = route == Uncertain.Route.DEFAULT ? "the default" : "one tier up to";
            return String.format(
                    Locale.ROOT,
                    "no stage was sure enough (the best %.2f), so it goes to %s %s",
                    confidence,
                    way,
                    model);
        }
    }

    /** The table's cell. */
    record Cell(TaskType taskType, Mode mode, ModelId model) implements Reason {
        @Override
        public String word() {
            return "route";
        }

        @Override
        public String sentence() {
            return taskType + " × " + mode.word() + " is routed to " + model;
        }
    }

    /** The model chosen so far cannot take the request, or breaks a limit; {@code instead} takes its place. */
    record Instead(ModelId model, String why, ModelId instead) implements Reason {
        @Override
        public String word() {
            return "instead";
        }

        @Override
        public String sentence() {
            return model + " " + why + ", so " + instead + " takes it";
        }
    }

    /** Nothing better was found; the model stays although {@code why}. */
    record Kept(ModelId model, String why) implements Reason {
        @Override
        public String word() {
            return "kept";
        }

        @Override
        public String sentence() {
            return model + " " + why + ", and no other model does better, so it is tried";
        }
    }
}
