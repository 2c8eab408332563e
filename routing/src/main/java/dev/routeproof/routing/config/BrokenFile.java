package dev.routeproof.routing.config;

/** Thrown where a caller needs a value and the file has problems; the message is what a person should read. */
public final class BrokenFile extends RuntimeException {
    private final transient Problems problems;

    BrokenFile(Problems problems) {
        super(problems.render());
        this.problems = problems;
    }

    public Problems problems() {
        return problems;
    }
}
