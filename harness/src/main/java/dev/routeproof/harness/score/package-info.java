/** Answers to scores: what a model said against what a sample asks for. */
@NullMarked
package dev.routeproof.harness.score;

import org.jspecify.annotations.NullMarked;
