package dev.routeproof.routing.classify;

import java.util.List;

/** A classification with the reasons for it, strongest first. */
public record Explained(Classification classification, List<Evidence> evidence) {
    public Explained {
        evidence = List.copyOf(evidence);
    }
}
