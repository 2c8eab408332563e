package dev.routeproof.harness.label;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.List;

/**
 * Asks a person for labels in a terminal: a digit labels, {@code s} skips, {@code u} takes the last label back,
 * {@code q} ends. The suggestion of the classifier is not shown before the answer, because it would lead it.
 */
public final class LabelDialogue {
    private static final int SHOWN = 2_000;

    private final List<String> labels;
    private final Reader keys;
    private final PrintWriter screen;

    public LabelDialogue(List<String> labels, Reader keys, PrintWriter screen) {
        this.labels = List.copyOf(labels);
        this.keys = keys;
        this.screen = screen;
    }

    /** Asks about each prompt until {@code q} or the end of the input; gives how many have a label now. */
    public int run(List<Asked> prompts, LabelFile file, String sampled) throws IOException {
        var round = new LabelRound(labels, prompts, file, sampled);
        for (var next = round.next(); next.isPresent(); next = round.next()) {
            Asked asked = next.get();
            show(asked, round.asked() + 1, round.size());
            int key = answerKey();
            if (key < 0 || key == 'q') {
                screen.println();
                return round.labelled();
            }
            if (key == 's') {
                round.skip(asked.key());
            } else if (key == 'u') {
                if (!round.undo()) {
                    screen.println("  nothing to take back");
                }
            } else {
                String label = labels.get(key - '1');
                round.label(asked.key(), label);
                screen.println("  " + label + asked.comparedWith(label));
            }
        }
        screen.println("All " + prompts.size() + " asked.");
        return round.labelled();
    }

    /** A key that means something; -1 at the end. */
    private int answerKey() throws IOException {
        while (true) {
            int key = key();
            boolean digit = key >= '1' && key < '1' + labels.size();
            if (key < 0 || digit || key == 's' || key == 'u' || key == 'q') {
                return key;
            }
            screen.println("  1 to " + labels.size() + ", s, u or q");
            screen.flush();
        }
    }

    /** The next key that is no blank; -1 at the end. */
    private int key() throws IOException {
        int key = keys.read();
        while (key >= 0 && Character.isWhitespace(key)) {
            key = keys.read();
        }
        return Character.toLowerCase(key);
    }

    private void show(Asked asked, int number, int of) {
        screen.println();
        screen.println("— " + number + " of " + of + " —");
        screen.println(printable(asked.prompt().messages().getLast().text()));
        var line = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            line.append('[').append(i + 1).append("] ").append(labels.get(i)).append("  ");
        }
        screen.print(line + "[s]kip [u]ndo [q]uit > ");
        screen.flush();
    }

    /** Nothing in a prompt moves the cursor or rings the bell; a long one is cut in its middle. */
    static String printable(String text) {
        String shown = text.length() <= SHOWN
                ? text
                : text.substring(0, SHOWN / 2) + "\n… " + (text.length() - SHOWN) + " more characters …\n"
                        + text.substring(text.length() - SHOWN / 2);
        return shown.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
    }
}
