/** Prompts with the labels that people gave them, and how a classifier compares with those. */
@NullMarked
package dev.routeproof.harness.label;

import org.jspecify.annotations.NullMarked;
