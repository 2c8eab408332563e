package dev.routeproof.harness;

/** Something the user can fix: shown as its message, without a stack trace, and ending with {@link #exit()}. */
public final class UserError extends RuntimeException {
    private final Exit exit;

    /** {@code message} names the place, what is wrong there and how to fix it. */
    public UserError(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }
}
