package dev.routeproof.reports.chart;

import dev.routeproof.reports.chart.Numbers.Column;
import dev.routeproof.reports.chart.Numbers.Unit;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Shares;
import java.util.List;

/** Bars that all stand for 100 %, divided by label; every part that has room says its name and share. */
public final class SharesChart {
    private static final Figures FIGURES = new Figures();
    private static final double WIDTH = 860;
    private static final double LEFT = 160;
    private static final double RIGHT = 850;
    private static final double ROW = 46;
    private static final double BAR = 30;
    private static final double CHARACTER = 6.8;
    private static final int COLOURS = 8;

    private SharesChart() {}

    public static Chart draw(String id, Shares shares) {
        Svg svg = new Svg(WIDTH, ROW * shares.rows().size() + 4, "chart shares", shares.title());
        double y = 4;
        for (Shares.Row row : shares.rows()) {
            svg.text(LEFT - 12, y + BAR / 2 + 4, "end label", shortened(row.name()));
            parts(svg, shares.labels(), row, y);
            y += ROW;
        }
        return new Chart(id, shares.title(), svg.done(), numbers(shares));
    }

    private static void parts(Svg svg, List<String> labels, Shares.Row row, double y) {
        double x = LEFT;
        long all = Math.max(1, row.all());
        for (int i = 0; i < labels.size(); i++) {
            double share = (double) row.parts().get(i) / all;
            double width = share * (RIGHT - LEFT);
            if (width <= 0) {
                continue;
            }
            String words = labels.get(i) + " " + FIGURES.probability(share);
            boolean last = labels.get(i).equals("unknown");
            svg.mark(
                    last ? "part-unknown" : "part-" + i % COLOURS,
                    row.name() + ": " + labels.get(i) + "\n" + FIGURES.percent(share) + ", "
                            + FIGURES.count(row.parts().get(i)) + " requests");
            svg.rect(x, y, Math.max(1, width - 1.5), BAR, "part-bar");
            if (words.length() * CHARACTER + 12 < width) {
                svg.text(x + 8, y + BAR / 2 + 4, "part-text", words);
            } else if (width > 34) {
                svg.text(x + 5, y + BAR / 2 + 4, "part-text", FIGURES.probability(share));
            }
            svg.close();
            x += width;
        }
    }

    private static String shortened(String name) {
        return name.length() > 22 ? name.substring(0, 21) + "…" : name;
    }

    private static Numbers numbers(Shares shares) {
        Numbers.Builder rows = Numbers.of(
                Column.text("of"), Column.text("part"), Column.of("share", Unit.SHARE), Column.of("n", Unit.COUNT));
        for (Shares.Row row : shares.rows()) {
            for (int i = 0; i < shares.labels().size(); i++) {
                long part = row.parts().get(i);
                rows.row(row.name(), shares.labels().get(i), (double) part / Math.max(1, row.all()), part);
            }
        }
        return rows.build();
    }
}
