package dev.routeproof.providers.client;

/** A provider whose key is missing: every call is refused before it is made. */
record WithoutKey(String provider, String variable) implements ModelClient {
    @Override
    public Outcome call(ChatCall call) {
        String message = variable + " is not set; set it to call provider " + provider;
        return new Outcome.Failed(Outcome.Cause.AUTHENTICATION, 0, message, null, Timing.NOT_MEASURED);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
