package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates that write prompts of a known task type, each of a kind: a heading {@code ## kind} names that of the lines
 * under it.
 *
 * <p>In a template {@code [a|b]} is one of its alternatives, {@code {slot}} one filler of that slot, {@code {2..9}} a
 * whole number, {@code \n} a line break and {@code \\} a backslash. Braces around anything else stay as they are. A
 * line that begins with {@code @system}, {@code @user} or {@code @assistant} begins a message of that role.
 */
public final class PromptGrammar {
    private static final Pattern ALTERNATIVES = Pattern.compile("\\[([^\\[\\]]*\\|[^\\[\\]]*)]");
    private static final Pattern SLOT = Pattern.compile("\\{(?:([a-z]+)|(\\d+)\\.\\.(\\d+))}");

    private static final Pattern TURN = Pattern.compile("\n@(?=(?:system|user|assistant) )");

    /** What people write around a request, of whatever kind it is. */
    private static final List<String> AROUND = List.of(
            "Please %s",
            "Q: %s",
            "Q: %s\nA:",
            "Hi, %s",
            "Question: %s",
            "%s Thanks!",
            "%s\n\nThink carefully and give your answer at the end.",
            "%s\nExplain your answer.",
            "%s\n\nAnswer with the result only.",
            "hey, %s",
            "quick question: %s",
            "I'm stuck. %s",
            "%s pls",
            "Can you help me with this? %s",
            "%s\n\nThank you in advance.",
            "For tomorrow: %s",
            "Not sure how to ask, but %s",
            "[REQUEST]\n%s",
            "%s (answer in English)");

    private static final double SHARE_AROUND = 0.2;
    private static final double SHARE_LOWER_CASE = 0.25;

    private final Map<String, List<String>> slots = new HashMap<>();
    private final SplittableRandom random;

    public PromptGrammar(long seed) {
        this.random = new SplittableRandom(seed);
        for (String line : lines("slots")) {
            int colon = line.indexOf(':');
            slots.put(
                    line.substring(0, colon),
                    List.of(line.substring(colon + 1).strip().split("\\|")));
        }
    }

    private record Template(String kind, String text) {}

    /** {@code perLabel} prompts of each task type that has templates, the same for the same seed; a kind is a group. */
    public List<LabelledPrompt> prompts(List<TaskType> labels, int perLabel) {
        var prompts = new ArrayList<LabelledPrompt>();
        for (TaskType label : labels) {
            List<Template> templates = templates(label);
            for (int i = 0; i < perLabel && !templates.isEmpty(); i++) {
                Template template = templates.get(i % templates.size());
                prompts.add(new LabelledPrompt(label, written(template.text()), label + ", " + template.kind()));
            }
        }
        return prompts;
    }

    private static List<Template> templates(TaskType label) {
        var templates = new ArrayList<Template>();
        String kind = "";
        for (String line : lines(label.label())) {
            if (line.startsWith("## ")) {
                kind = line.substring(3);
            } else {
                templates.add(new Template(kind, line));
            }
        }
        return templates;
    }

    private Prompt written(String template) {
        String text = expand(template);
        if (!text.startsWith("@")) {
            return Prompt.of(varied(text));
        }
        var messages = new ArrayList<Prompt.Message>();
        for (String message : TURN.split(text.substring(1))) {
            int end = message.indexOf(' ');
            messages.add(new Prompt.Message(
                    Prompt.Role.valueOf(message.substring(0, end).toUpperCase(Locale.ROOT)),
                    message.substring(end + 1)));
        }
        return new Prompt(messages, false, false);
    }

    private String varied(String text) {
        String written = random.nextDouble() < SHARE_LOWER_CASE ? text.toLowerCase(Locale.ROOT) : text;
        return random.nextDouble() < SHARE_AROUND ? pick(AROUND).replace("%s", written) : written;
    }

    String expand(String template) {
        String text = template;
        for (Matcher found = ALTERNATIVES.matcher(text); found.find(); found = ALTERNATIVES.matcher(text)) {
            text = text.substring(0, found.start())
                    + pick(List.of(found.group(1).split("\\|", -1)))
                    + text.substring(found.end());
        }
        String before;
        do {
            before = text;
            text = SLOT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(filler(found.group(), found)));
        } while (!before.equals(text));
        return text.replace("\\\\", "\u0000").replace("\\n", "\n").replace('\u0000', '\\');
    }

    private String filler(String written, java.util.regex.MatchResult found) {
        if (found.group(1) != null) {
            List<String> fillers = slots.get(found.group(1));
            return fillers == null ? written : pick(fillers);
        }
        int least = Integer.parseInt(Objects.requireNonNull(found.group(2)));
        int most = Integer.parseInt(Objects.requireNonNull(found.group(3)));
        return String.valueOf(random.nextInt(least, most + 1));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> lines(String name) {
        try (InputStream file = PromptGrammar.class.getResourceAsStream(name + ".txt")) {
            if (file == null) {
                return List.of();
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
