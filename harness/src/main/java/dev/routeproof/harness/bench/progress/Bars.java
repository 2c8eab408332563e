package dev.routeproof.harness.bench.progress;

import java.io.PrintWriter;

/** A block of lines that is redrawn in place. */
final class Bars implements Progress.Display {
    private final PrintWriter out;
    private final int width;
    private int drawn;

    Bars(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void show(Moment moment, boolean last) {
        var lines = ProgressText.block(moment, width - 1);
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        for (var line : lines) {
            text.append(line).append("\u001b[K\n");
        }
        out.print(text);
        out.flush();
        drawn = lines.size();
    }
}
