package dev.routeproof.reports.view;

import java.util.List;

/**
 * Requests that a candidate's models executed too, beside the default's answers to the same requests.
 *
 * @param errors why calls did not complete; without rows where all did
 * @param pairs answers of both to the same request
 * @param note what the pairs are, or why there are none
 */
public record MirroredPart(Table calls, Table measured, Table errors, List<Disagreement> pairs, String note) {
    public MirroredPart {
        pairs = List.copyOf(pairs);
    }
}
