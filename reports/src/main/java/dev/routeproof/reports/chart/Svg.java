package dev.routeproof.reports.chart;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes SVG elements; text and attribute values are escaped here and nowhere else. */
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();

    /** A drawing {@code width} × {@code height} units that scales to its box and is announced as {@code title}. */
    Svg(double width, double height, String cssClass, String title) {
        open(
                "svg",
                "viewBox",
                "0 0 " + number(width) + ' ' + number(height),
                "class",
                cssClass,
                "role",
                "img",
                "aria-label",
                title);
    }

    /** Opens {@code name}; {@code attributes} alternate name and value. */
    Svg open(String name, Object... attributes) {
        start(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    Svg close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    Svg leaf(String name, Object... attributes) {
        start(name, attributes);
        out.append("/>");
        return this;
    }

    Svg text(double x, double y, String cssClass, String text) {
        return open("text", "x", x, "y", y, "class", cssClass).content(text).close();
    }

    Svg line(double x1, double y1, double x2, double y2, String cssClass) {
        return leaf("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", cssClass);
    }

    Svg rect(double x, double y, double width, double height, String cssClass) {
        return leaf("rect", "x", x, "y", y, "width", Math.max(0, width), "height", height, "class", cssClass);
    }

    /** A group that shows {@code tip} on hover and focus. */
    Svg mark(String cssClass, String tip) {
        return open("g", "class", "mark " + cssClass, "data-tip", tip);
    }

    Svg content(String text) {
        escape(text);
        return this;
    }

    String done() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    /** A place in the chart, to a tenth of its unit. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a place in a chart: " + value);
        }
        long tenths = Math.round(Math.abs(value) * 10);
        String text = tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
        return value < 0 && tenths > 0 ? "-" + text : text;
    }

    private void start(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            out.append(' ').append(attributes[i]).append("=\"");
            escape(value instanceof Number n ? number(n.doubleValue()) : String.valueOf(value));
            out.append('"');
        }
    }

    private void escape(String raw) {
        String text = Neutral.line(raw);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
