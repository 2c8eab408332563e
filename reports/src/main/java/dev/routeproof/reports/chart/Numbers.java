package dev.routeproof.reports.chart;

import dev.routeproof.reports.view.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the numbers behind a chart. */
public record Numbers(List<Column> columns, List<List<Cell>> rows) {
    public Numbers {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public static Builder of(Column... columns) {
        return new Builder(List.of(columns));
    }

    /** {@code unit} says how its numbers are written. */
    public record Column(String name, Unit unit) {
        static Column text(String name) {
            return new Column(name, Unit.TEXT);
        }

        static Column of(String name, Unit unit) {
            return new Column(name, unit);
        }
    }

    /** A text or a number; neither where there is nothing to show. */
    public record Cell(@Nullable String text, @Nullable Double number) {}

    /** The unit of a column's numbers as they stand in the JSON. */
    public enum Unit {
        TEXT,
        /** [0,1], shown as a percentage. */
        SHARE,
        /** Difference of shares, shown in points. */
        DIFFERENCE,
        USD,
        MILLIS,
        COUNT,
        /** An e-value or another plain number. */
        PLAIN;

        /** The cell's content as the page shows it. */
        public String show(Cell cell, Figures figures) {
            if (cell.text() != null) {
                return cell.text();
            }
            Double number = cell.number();
            return switch (this) {
                case TEXT -> Figures.NONE;
                case SHARE -> figures.percent(number);
                case DIFFERENCE -> figures.points(number);
                case USD -> figures.usd(number);
                case MILLIS -> figures.duration(number);
                case COUNT -> number == null ? Figures.NONE : figures.count(Math.round(number));
                case PLAIN -> figures.decimal(number, 3);
            };
        }
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<Column> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            this.columns = columns;
        }

        /** {@code values}: texts, numbers or nulls, one for each column. */
        Builder row(@Nullable Object... values) {
            if (values.length != columns.size()) {
                throw new IllegalArgumentException("a row needs " + columns.size() + " values, got " + values.length);
            }
            List<Cell> cells = new ArrayList<>();
            for (Object value : values) {
                cells.add(
                        value instanceof Number number
                                ? new Cell(null, number.doubleValue())
                                : new Cell(value == null ? null : value.toString(), null));
            }
            rows.add(cells);
            return this;
        }

        Numbers build() {
            return new Numbers(columns, rows);
        }
    }
}
