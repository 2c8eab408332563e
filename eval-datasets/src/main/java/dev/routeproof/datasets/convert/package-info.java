/** Other people's files made into dataset folders. */
@NullMarked
package dev.routeproof.datasets.convert;

import org.jspecify.annotations.NullMarked;
