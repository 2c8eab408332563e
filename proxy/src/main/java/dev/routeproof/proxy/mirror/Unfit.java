package dev.routeproof.proxy.mirror;

/** A request that cannot be put to the candidate's model. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Drop why;

    Unfit(Drop why) {
        super(why.word(), null, false, false);
        this.why = why;
    }

    Drop why() {
        return why;
    }
}
