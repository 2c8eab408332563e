package dev.routeproof.reports.view;

/**
 * The verdict of one task type.
 *
 * @param verdict one or two words
 * @param reason the sentence that explains it
 * @param units how many were compared on each side, formatted
 * @param saving formatted; {@link Figures#NONE} where it is not known
 * @param needs what a decision still takes; empty where it is made
 */
public record SliceRow(
        String taskType, String verdict, Tone tone, String reason, String units, String saving, String needs) {}
