package dev.routeproof.reports.view;

import java.time.Instant;
import java.util.List;

/**
 * What stands above everything else.
 *
 * @param kind the report's name in one or two words, such as "Bench"
 * @param title what was measured, in a few words
 * @param id run id or experiment name
 * @param simulated answers do not come from real models; stamped on the page
 * @param partial a part of the plan is missing; stamped on the page
 * @param facts short phrases such as "8 models" shown under the title
 */
public record Head(
        String kind, String title, String id, Instant at, boolean simulated, boolean partial, List<String> facts) {
    public Head {
        facts = List.copyOf(facts);
    }
}
