package dev.routeproof.routing.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Every n-th point of a course, n doubling whenever 256 are kept: at most 258 points of any log, evenly spread over its
 * unit values. The point that shows harm first is always kept.
 */
final class ThinnedPoints {
    private static final int MOST = 256;

    private final List<Course.Point> kept = new ArrayList<>();
    private Course.Point harm = new Course.Point(0, 0, 0, 0);
    private long stride = 1;
    private long offered;
    private long lastMillis;

    void offer(long atMillis, SliceMonitor monitor) {
        lastMillis = atMillis;
        if (harm.units() == 0 && monitor.harmShown()) {
            harm = monitor.point(atMillis);
        }
        if (offered++ % stride == 0) {
            kept.add(monitor.point(atMillis));
            if (kept.size() == MOST) {
                thin();
            }
        }
    }

    List<Course.Point> all(SliceMonitor monitor) {
        var points = new ArrayList<>(kept);
        if (offered > 0) {
            points.add(monitor.point(lastMillis));
        }
        if (harm.units() > 0) {
            points.add(harm);
        }
        points.sort((a, b) -> Long.compare(a.units(), b.units()));
        return points.stream().distinct().toList();
    }

    private void thin() {
        for (int i = 0; i < kept.size() / 2; i++) {
            kept.set(i, kept.get(2 * i));
        }
        kept.subList(kept.size() / 2, kept.size()).clear();
        stride *= 2;
    }
}
