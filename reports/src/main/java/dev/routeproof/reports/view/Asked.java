package dev.routeproof.reports.view;

/**
 * A request worth a label.
 *
 * @param why disagreement, overlap or low confidence
 * @param said what each candidate made of it
 */
public record Asked(String requestId, String why, String said, String prompt) {}
