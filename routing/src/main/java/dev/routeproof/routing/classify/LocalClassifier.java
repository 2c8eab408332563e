package dev.routeproof.routing.classify;

/** A classifier that needs nothing but the prompt's features. */
public sealed interface LocalClassifier permits RulesClassifier, LinearClassifier {
    /** The label, or {@link Classification#UNKNOWN}. */
    Classification classify(Features features);

    /** The same label with the reasons for it. */
    Explained explain(Features features);
}
