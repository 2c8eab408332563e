/** Compares a classifier with the labels that people gave. */
@NullMarked
package dev.routeproof.harness.label;

import org.jspecify.annotations.NullMarked;
