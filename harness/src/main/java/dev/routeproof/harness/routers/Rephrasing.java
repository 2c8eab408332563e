package dev.routeproof.harness.routers;

import dev.routeproof.routing.classify.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The same request in other words that ask for the same: with typing errors, in small letters without a full stop, wrapped
 * in courtesy. A router that changes its mind over these is not robust (RouterArena). The same prompt is always rephrased
 * the same way.
 */
final class Rephrasing {
    private static final int WORDS_PER_SLIP = 12;
    private static final int LONG_WORD = 4;

    private Rephrasing() {}

    static List<Prompt> of(Prompt prompt) {
        String text = prompt.messages().getLast().text();
        return List.of(
                with(prompt, mistyped(text)),
                with(prompt, text.toLowerCase(Locale.ROOT).replaceFirst("[.!?]+\\s*$", "")),
                with(prompt, "Hi, could you please help me with this?\n\n" + text + "\n\nThank you!"));
    }

    private static Prompt with(Prompt prompt, String text) {
        List<Prompt.Message> messages = new ArrayList<>(prompt.messages());
        messages.set(messages.size() - 1, new Prompt.Message(messages.getLast().role(), text));
        return new Prompt(messages, prompt.hasTools(), prompt.hasImages(), prompt.wantsJson(), prompt.outputLimit());
    }

    /** Two letters change places in one of about twelve longer words, never the first letter. */
    private static String mistyped(String text) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        char[] letters = text.toCharArray();
        int start = -1;
        for (int i = 0; i <= letters.length; i++) {
            boolean inside = i < letters.length && Character.isLetter(letters[i]);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                if (i - start >= LONG_WORD && random.nextInt(WORDS_PER_SLIP) == 0) {
                    int at = start + 1 + random.nextInt(i - start - 2);
                    char kept = letters[at];
                    letters[at] = letters[at + 1];
                    letters[at + 1] = kept;
                }
                start = -1;
            }
        }
        return new String(letters);
    }
}
