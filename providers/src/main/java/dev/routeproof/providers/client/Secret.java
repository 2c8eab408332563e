package dev.routeproof.providers.client;

/** A key: used to call a provider, never printed. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The key itself, for the one header that carries it. */
    public String reveal() {
        return value;
    }

    /** {@code text} with every occurrence of the key replaced by {@code ***}. */
    public String redactFrom(String text) {
        return value.isEmpty() ? text : text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
