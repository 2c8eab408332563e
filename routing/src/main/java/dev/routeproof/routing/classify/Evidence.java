package dev.routeproof.routing.classify;

/**
 * One reason for a label, in words.
 *
 * @param sign what was found, as a person would say it
 * @param weight how far it pushed towards the label; larger is stronger
 */
public record Evidence(String sign, double weight) {}
