/** The classifiers of a cascade that live on other machines: a model that is asked, or a rubric service. */
@NullMarked
package dev.routeproof.providers.classify;

import org.jspecify.annotations.NullMarked;
