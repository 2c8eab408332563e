package dev.routeproof.proxy;

/** An environment variable that the configuration needs is not set. */
final class MissingVariable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingVariable(String name, String what) {
        super("the environment variable " + name + " is not set; it holds " + what, null, false, false);
    }
}
