package dev.routeproof.datasets;

import java.util.List;

/**
 * Samples that belong together.
 *
 * @param contentHash hex SHA-256 over card and lines, so that a run says what it measured
 */
public record Dataset(
        String name, String licence, String source, String description, List<Sample> samples, String contentHash) {
    public Dataset {
        samples = List.copyOf(samples);
    }
}
