package dev.routeproof.providers.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as it grows while a provider sends it. Owned by one reader; not safe for use by several threads. */
public final class Reply {
    private final int maxChars;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<GrowingCall> calls = new ArrayList<>();
    private int argumentChars;
    private long hiddenChars;
    private boolean done;
    private @Nullable Counts counts;
    private @Nullable String finishReason;
    private @Nullable String servedModel;
    private @Nullable WireError error;

    Reply(Limits limits) {
        this.maxChars = limits.answerChars();
    }

    /** Token counts as a provider reports them; cached tokens are part of the input, reasoning of the output. */
    public record Counts(long input, long cached, long output, long reasoning) {}

    /** A tool the model wants called; {@code arguments} is JSON text as received. */
    public record Call(String id, String name, String arguments) {}

    public String text() {
        return text.toString();
    }

    /** The model's words of refusal; empty where it did not refuse in so many words. */
    public String refusal() {
        return refusal.toString();
    }

    public List<Call> calls() {
        return calls.isEmpty()
                ? List.of()
                : calls.stream().map(GrowingCall::finished).toList();
    }

    /** Characters of reasoning that were sent beside the answer and not kept. */
    public long hiddenChars() {
        return hiddenChars;
    }

    /** True once anything of the answer itself has come: text, words of refusal or a tool call. */
    public boolean hasContent() {
        return !text.isEmpty() || !refusal.isEmpty() || !calls.isEmpty();
    }

    /** True once the provider has said that nothing more follows. */
    public boolean done() {
        return done;
    }

    /** Null where the provider reported none. */
    public @Nullable Counts counts() {
        return counts;
    }

    /** The provider's word; null where it gave none. */
    public @Nullable String finishReason() {
        return finishReason;
    }

    public @Nullable String servedModel() {
        return servedModel;
    }

    /** An error sent in place of, or in the middle of, the answer. */
    public @Nullable WireError error() {
        return error;
    }

    void addText(@Nullable String piece) {
        append(text, piece);
    }

    void addRefusal(@Nullable String piece) {
        append(refusal, piece);
    }

    void addHidden(@Nullable String piece) {
        hiddenChars += piece == null ? 0 : piece.length();
    }

    void finish(@Nullable String reason) {
        if (reason != null && !reason.isEmpty()) {
            finishReason = reason;
        }
    }

    void servedBy(@Nullable String model) {
        if (model != null && !model.isEmpty()) {
            servedModel = model;
        }
    }

    void count(@Nullable Counts reported) {
        if (reported != null) {
            counts = reported;
        }
    }

    void failed(WireError reported) {
        error = reported;
    }

    void markDone() {
        done = true;
    }

    /**
     * Adds a piece of a tool call.
     *
     * @param index the call's place; null where the provider gives none
     * @param id null in all pieces but, usually, the first
     */
    void addCall(@Nullable Integer index, @Nullable String id, @Nullable String name, @Nullable String arguments) {
        GrowingCall call = callAt(index, id, name);
        if (id != null && !id.isEmpty()) {
            call.id = id;
        }
        if (name != null && call.name.isEmpty()) {
            call.name = name;
        }
        if (arguments != null) {
            argumentChars += arguments.length();
            checkSize();
            call.arguments.append(arguments);
        }
    }

    private GrowingCall callAt(@Nullable Integer index, @Nullable String id, @Nullable String name) {
        GrowingCall found = null;
        for (GrowingCall call : calls) {
            if (index == null ? call == calls.getLast() : index.equals(call.index)) {
                found = call;
            }
        }
        // Some providers give parallel calls the same index, or none: a new id with a name is a new call.
        boolean another = found != null
                && id != null
                && !id.isEmpty()
                && !found.id.isEmpty()
                && !id.equals(found.id)
                && name != null;
        boolean unnumbered = found != null && index == null && id == null && name != null && !found.name.isEmpty();
        if (found != null && !another && !unnumbered) {
            return found;
        }
        if (calls.size() >= 1_000) {
            throw new MalformedReply("the answer has more than 1,000 tool calls");
        }
        var call = new GrowingCall(index);
        calls.add(call);
        return call;
    }

    private void append(StringBuilder to, @Nullable String piece) {
        if (piece != null && !piece.isEmpty()) {
            to.append(piece);
            checkSize();
        }
    }

    private void checkSize() {
        if ((long) text.length() + refusal.length() + argumentChars > maxChars) {
            throw new MalformedReply("the answer is longer than " + maxChars + " characters");
        }
    }

    private static final class GrowingCall {
        private final @Nullable Integer index;
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        private GrowingCall(@Nullable Integer index) {
            this.index = index;
        }

        private Call finished() {
            return new Call(id, name, arguments.isEmpty() ? "{}" : arguments.toString());
        }
    }
}
