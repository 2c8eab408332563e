package dev.routeproof.reports.chart;

import java.util.ArrayList;
import java.util.List;

/** Places the labels of points where they cover neither each other nor a point. */
final class Labels {
    private static final double CHARACTER = 7.1;
    private static final double HEIGHT = 14;

    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> lines = new ArrayList<>();

    Labels(double left, double right, double top, double bottom) {
        this.left = left;
        this.right = right;
        this.top = top;
        this.bottom = bottom;
    }

    /** A point that no label may cover. */
    void occupy(double x, double y) {
        taken.add(new Box(x - 7, y - 11, x + 7, y + 11));
    }

    /** A level or upright line that no label should cover. */
    void occupyLine(double x1, double y1, double x2, double y2) {
        lines.add(new Box(Math.min(x1, x2) - 1, Math.min(y1, y2) - 1, Math.max(x1, x2) + 1, Math.max(y1, y2) + 1));
    }

    /** Writes {@code text} at the first free place around the point; over a line where all others are taken, else not at all. */
    void place(Svg svg, double x, double y, String text, String cssClass) {
        if (!place(svg, x, y, text, cssClass, true)) {
            place(svg, x, y, text, cssClass, false);
        }
    }

    private boolean place(Svg svg, double x, double y, String text, String cssClass, boolean offLines) {
        double wide = text.length() * CHARACTER;
        double[][] places = {
            {x - 9 - wide, y - 9},
            {x + 9, y + 18},
            {x + 11, y + 4},
            {x - 11 - wide, y + 4},
            {x + 9, y - 9},
            {x - 9 - wide, y + 18},
            {x + 9, y - 24},
            {x - 9 - wide, y - 24},
            {x + 9, y + 33},
            {x - 9 - wide, y + 33}
        };
        for (double[] place : places) {
            Box box = new Box(place[0], place[1] - HEIGHT + 3, place[0] + wide, place[1] + 3);
            boolean inside = box.x1 >= left && box.x2 <= right && box.y1 >= top && box.y2 <= bottom;
            boolean clear = !offLines || lines.stream().noneMatch(box::overlaps);
            if (inside && clear && taken.stream().noneMatch(box::overlaps)) {
                taken.add(box);
                svg.text(place[0], place[1], cssClass, text);
                return true;
            }
        }
        return false;
    }

    private record Box(double x1, double y1, double x2, double y2) {
        boolean overlaps(Box other) {
            return x1 < other.x2 && other.x1 < x2 && y1 < other.y2 && other.y1 < y2;
        }
    }
}
