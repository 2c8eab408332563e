/** Files of rows with named columns, of any origin: JSON lines, CSV, Parquet. */
@NullMarked
package dev.routeproof.datasets.table;

import org.jspecify.annotations.NullMarked;
