package dev.routeproof.harness.bench.progress;

import java.io.PrintWriter;
import java.time.Duration;

/** One line per tenth of the work, at least every ten seconds. */
final class PlainLines implements Progress.Display {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final PrintWriter out;
    private int tenth;
    private Duration spoken = Duration.ZERO;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Moment moment, boolean last) {
        int reached = (int) (moment.share() * 10);
        boolean silent = moment.elapsed().minus(spoken).compareTo(SILENCE) >= 0;
        if (last ? reached > tenth || tenth < 10 : reached > tenth || silent) {
            out.println(ProgressText.whole(moment));
            out.flush();
            tenth = reached;
            spoken = moment.elapsed();
        }
    }
}
