package dev.routeproof.harness.regret;

import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The prompts of a run as they can be classified again. */
public final class RunPrompts {
    private static final Query PROMPTS = Query.of(RunPrompts.class, "prompts.sql");
    private static final Pattern TURN = Pattern.compile("(?:^|\n\n)(system|user|assistant|tool): ");

    /**
     * A prompt of the run.
     *
     * @param taskType as its dataset says
     */
    public record Asked(
            PromptKey key, String taskType, @Nullable String cluster, Prompt prompt) {}

    private RunPrompts() {}

    /** In the order of the run; none where it keeps no prompt. */
    public static List<Asked> read(Store store, String runId) {
        return store.query(
                PROMPTS,
                row -> new Asked(
                        new PromptKey(row.getString("dataset"), row.getString("item")),
                        row.getString("task_type"),
                        row.getString("cluster"),
                        prompt(row.getString("prompt"))),
                runId);
    }

    /** A conversation stands in the store as a person reads it, each turn after the word of its role. */
    static Prompt prompt(String stored) {
        List<MatchResult> turns = TURN.matcher(stored).results().toList();
        if (turns.isEmpty() || turns.getFirst().start() > 0) {
            return Prompt.of(stored);
        }
        var messages = new ArrayList<Prompt.Message>();
        for (int i = 0; i < turns.size(); i++) {
            int end = i + 1 < turns.size() ? turns.get(i + 1).start() : stored.length();
            String text = stored.substring(turns.get(i).end(), end);
            for (Prompt.Role role : Prompt.Role.values()) {
                if (role.word().equals(turns.get(i).group(1))) {
                    messages.add(new Prompt.Message(role, text));
                }
            }
        }
        return new Prompt(messages, false, false);
    }
}
