package dev.routeproof.reports.chart;

/**
 * A drawing and the numbers behind it.
 *
 * @param id unique on its page, letters and dashes
 * @param title what it shows, read out by screen readers
 * @param svg an SVG element, all text in it escaped
 */
public record Chart(String id, String title, String svg, Numbers numbers) {}
