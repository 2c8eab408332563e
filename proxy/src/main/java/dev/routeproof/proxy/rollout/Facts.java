package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.table.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before it is routed.
 *
 * @param classified it asks for an answer in words, so that candidates can say where it should go
 * @param requestedModel empty where the path names none
 * @param preferredModel from the model header; null for none
 * @param mode from the mode header
 * @param body the bytes as received; shared, never changed
 * @param attempt which try of its client's this is
 * @param key null where callers bring their own credentials
 */
@SuppressWarnings("ArrayRecordComponent")
public record Facts(
        String requestId,
        String path,
        boolean classified,
        String requestedModel,
        @Nullable String preferredModel,
        Mode mode,
        @Nullable String user,
        @Nullable String session,
        @Nullable String project,
        @Nullable String feature,
        @Nullable VirtualKey key,
        byte[] body,
        boolean stream,
        Wishes wishes,
        Attempts.Attempt attempt) {
    /** The mode a word means in any case; balanced where it means none. */
    public static Mode mode(@Nullable String word) {
        for (Mode mode : Mode.values()) {
            if (mode.word().equalsIgnoreCase(word)) {
                return mode;
            }
        }
        return Mode.BALANCED;
    }
}
