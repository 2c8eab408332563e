package dev.routeproof.harness.bench.progress;

import dev.routeproof.harness.bench.Scoreboard;
import dev.routeproof.routing.catalog.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link Moment} in words and bars. */
final class ProgressText {
    private static final int BAR = 20;
    private static final int LONGEST_NAME = 28;

    private ProgressText() {}

    /** One line per model and one for the whole, each at most {@code width} characters. */
    static List<String> block(Moment moment, int width) {
        int name = moment.board().models().stream()
                .mapToInt(model -> Math.min(LONGEST_NAME, model.model().length()))
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        moment.board().models().forEach(model -> lines.add(fit(model(model, name), width)));
        lines.add(fit(whole(moment), width));
        return lines;
    }

    /** The whole in one line. */
    static String whole(Moment moment) {
        var left = moment.left();
        var text = new StringBuilder()
                .append("%3.0f %%  ".formatted(Math.floor(moment.share() * 100)))
                .append("%,d of %,d calls"
                        .formatted(moment.board().done(), moment.board().planned()));
        if (moment.board().fromCache() > 0) {
            text.append(" (%,d remembered)".formatted(moment.board().fromCache()));
        }
        text.append("  ETA ").append(left == null ? "…" : clock(left));
        text.append("  spent ").append(usd(moment.spent()));
        text.append(" of about ").append(usd(moment.estimate()));
        var budget = moment.budget();
        if (budget != null) {
            text.append(", budget ").append(usd(budget));
        }
        return text.append(moment.simulated() ? "  (simulated)" : "").toString();
    }

    private static String model(Scoreboard.ModelLine model, int name) {
        double share = model.planned() == 0 ? 1 : (double) model.done() / model.planned();
        int filled = (int) (share * BAR);
        var text = new StringBuilder()
                .append(pad(plain(model.model()), name))
                .append("  ")
                .append("█".repeat(filled))
                .append("░".repeat(BAR - filled))
                .append("  %,d/%,d".formatted(model.done(), model.planned()))
                .append("  ")
                .append(quality(model.quality()));
        if (!model.errors().isEmpty()) {
            text.append("  ")
                    .append(model.errors().entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(error -> error.getValue() + " " + error.getKey())
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    static String quality(Scoreboard.@Nullable Quality quality) {
        return quality == null
                ? "       –      "
                : String.format(Locale.ROOT, "%5.1f %% ± %4.1f", quality.mean() * 100, quality.halfWidth() * 100);
    }

    /** Dollars with as many digits as small sums need. */
    static String usd(Money money) {
        double usd = money.usd();
        return String.format(Locale.ROOT, usd != 0 && Math.abs(usd) < 1 ? "$%.4f" : "$%,.2f", usd);
    }

    static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds >= 3600
                ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String plain(String text) {
        var shown = text.replaceAll("\\p{C}", "·");
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME - 1) + "…" : shown;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String fit(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }
}
