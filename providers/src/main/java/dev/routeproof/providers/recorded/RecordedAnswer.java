package dev.routeproof.providers.recorded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of recorded answers.
 *
 * @param inputTokens null where not recorded
 * @param outputTokens null where not recorded
 * @param latency null where not recorded
 */
public record RecordedAnswer(
        String output,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Duration latency) {}
