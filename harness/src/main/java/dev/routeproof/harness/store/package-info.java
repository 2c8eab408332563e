/**
 * The index over all evidence: one DuckDB file per evidence home, which can always be deleted and rebuilt.
 *
 * <p>Queries live in {@code .sql} resources, one question each; a package that asks its own keeps them beside itself.
 */
@NullMarked
package dev.routeproof.harness.store;

import org.jspecify.annotations.NullMarked;
