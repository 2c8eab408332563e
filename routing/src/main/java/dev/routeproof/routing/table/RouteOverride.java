package dev.routeproof.routing.table;

import com.google.re2j.Pattern;
import dev.routeproof.routing.catalog.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * A model fixed for requests that match, whatever their task type; the first match of the list wins.
 *
 * @param feature the caller's feature name; null: any
 * @param pattern found somewhere in the last user message; null: any
 */
public record RouteOverride(
        @Nullable String feature, @Nullable Pattern pattern, ModelId model) {
    public RouteOverride {
        if (feature == null && pattern == null) {
            throw new IllegalArgumentException("an override needs a feature or a pattern to match");
        }
    }

    /** True where everything written matches; an unnamed feature matches no override that asks for one. */
    public boolean matches(@Nullable String requestFeature, String lastUserText) {
        return (feature == null || feature.equals(requestFeature))
                && (pattern == null || pattern.matcher(lastUserText).find());
    }
}
