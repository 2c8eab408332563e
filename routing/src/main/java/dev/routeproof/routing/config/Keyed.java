package dev.routeproof.routing.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A value under a key of the writer's choice.
 *
 * @param place where the key stands
 */
public record Keyed<T>(String key, Place place, T value) {
    /** The values by key, in the order of the file. */
    public static <T> SequencedMap<String, T> toMap(List<Keyed<T>> entries) {
        var map = new LinkedHashMap<String, T>();
        entries.forEach(entry -> map.put(entry.key(), entry.value()));
        return map;
    }
}
