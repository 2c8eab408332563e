/** Texts to vectors, by asking an embeddings endpoint. */
@NullMarked
package dev.routeproof.providers.embed;

import org.jspecify.annotations.NullMarked;
