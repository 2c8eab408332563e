package dev.routeproof.reports.view;

/**
 * One check of whether the evidence can be trusted.
 *
 * @param value already formatted
 * @param explanation what it means for the reader, one sentence
 */
public record HealthItem(String label, String value, Tone tone, String explanation) {}
