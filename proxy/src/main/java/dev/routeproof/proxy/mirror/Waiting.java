package dev.routeproof.proxy.mirror;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.upstream.Upstream;
import dev.routeproof.routing.catalog.Model;
import java.util.Map;

/**
 * A request that may be executed on a candidate's model as soon as there is a place.
 *
 * @param exchange ended, so nobody changes it any more
 * @param snapshot the configuration it was served by
 * @param headers of the caller that belong to its wire
 * @param bytes of memory it holds
 */
record Waiting(
        Exchange exchange,
        Snapshot snapshot,
        Map<String, String> headers,
        String candidate,
        Model model,
        Upstream upstream,
        long bytes,
        long sinceNanos) {}
