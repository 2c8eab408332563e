package dev.routeproof.proxy.record;

import dev.routeproof.proxy.rollout.Facts;
import dev.routeproof.proxy.rollout.RoutePlan;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.evidence.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request as it is being served: what is fixed when it is routed, and how it goes on. Belongs to one event loop
 * until it has ended; then nobody changes it any more.
 */
public final class Exchange {
    private static final int HTTP_OK = 200;

    private final Facts facts;
    private final RoutePlan plan;
    private final String config;
    private final Instant at;
    private final long arrivedNanos;

    private final List<Tried> attempts = new ArrayList<>(1);
    private final Supplier<AnswerCopy> copies;
    private int serving = -1;
    private @Nullable MirrorTicket ticket;
    private String note = "";
    private AnswerCopy copy;
    private @Nullable Model served;
    private @Nullable Model decidedFor;
    private boolean decided;
    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private long firstByteNanos;
    private long overheadNanos;
    private long endedNanos;
    private int http;
    private Event.@Nullable Status status;
    private @Nullable String error;

    public Exchange(
            Facts facts, RoutePlan plan, String config, Instant at, long arrivedNanos, Supplier<AnswerCopy> copies) {
        this.facts = facts;
        this.plan = plan;
        this.config = config;
        this.at = at;
        this.arrivedNanos = arrivedNanos;
        this.copies = copies;
        this.copy = copies.get();
    }

    /**
     * One attempt at a model.
     *
     * @param how the status of its answer, or the word for what came instead
     * @param unseen what came of an answer that the caller saw nothing of; null where nothing came
     */
    public record Tried(
            Model model,
            String how,
            double millis,
            @Nullable Unseen unseen) {}

    /** An answer that was set aside: it may have been paid for. */
    public record Unseen(
            AnswerCopy copy,
            @Nullable String contentType,
            @Nullable String contentEncoding) {}

    /** It was drawn to be executed on a candidate's model too; said before it is served. */
    public void mirrors(@Nullable MirrorTicket with) {
        ticket = with;
    }

    /** Null where it was not drawn. */
    public @Nullable MirrorTicket ticket() {
        return ticket;
    }

    /** An answer began to be relayed. */
    public void answered(
            Model model, int httpStatus, @Nullable String type, @Nullable String encoding, long now, long overhead) {
        served = model;
        http = httpStatus;
        contentType = type;
        contentEncoding = encoding;
        firstByteNanos = now;
        overheadNanos = overhead;
    }

    /** The decision is handed over to be written down; {@code model} is about to answer, where that is known before. */
    public void decided(@Nullable Model model) {
        decided = true;
        decidedFor = model;
    }

    /** True once the decision was handed over; it is handed over once. */
    public boolean decided() {
        return decided;
    }

    /** The model that serves, as far as is known. */
    public Model serving() {
        return served != null
                ? served
                : decidedFor != null ? decidedFor : plan.models().getFirst();
    }

    /** The proxy itself answered. */
    public void refused(int httpStatus) {
        http = httpStatus;
    }

    public void tried(Model model, String how, long startedNanos, long now) {
        attempts.add(new Tried(model, how, (now - startedNanos) / 1e6, null));
    }

    /** An attempt came to nothing; where an answer had begun, the copy of it is set aside and a new one begun. */
    public void triedUnseen(
            Model model, String how, long startedNanos, long now, @Nullable String type, @Nullable String encoding) {
        if (copy.total() == 0) {
            tried(model, how, startedNanos, now);
            return;
        }
        attempts.add(new Tried(model, how, (now - startedNanos) / 1e6, new Unseen(copy, type, encoding)));
        copy = copies.get();
    }

    /** Ends it; the first call counts. */
    public boolean end(Event.Status how, @Nullable String why, long now) {
        if (status != null) {
            return false;
        }
        status = how;
        error = why;
        endedNanos = now;
        return true;
    }

    /** An answer that was set aside serves after all. */
    public void servesUnseen(int attempt) {
        var tried = attempts.get(attempt);
        if (tried.unseen() == null) {
            throw new IllegalStateException("nothing came of that attempt");
        }
        copy = tried.unseen().copy();
        attempts.set(attempt, new Tried(tried.model(), Integer.toString(HTTP_OK), tried.millis(), null));
        serving = attempt;
    }

    /** Index of the attempt whose answer is the caller's, where one is. */
    public int servingAttempt() {
        return serving < 0 ? attempts.size() - 1 : serving;
    }

    /** Adds to the reason of the decision. */
    public void note(String what) {
        note += "; " + what;
    }

    /** Why this model serves: the plan's reason and what happened since. */
    public String reason() {
        return note.isEmpty() ? plan.reason() : plan.reason() + note;
    }

    public boolean ended() {
        return status != null;
    }

    public Facts facts() {
        return facts;
    }

    public RoutePlan plan() {
        return plan;
    }

    public String config() {
        return config;
    }

    public Instant at() {
        return at;
    }

    public AnswerCopy copy() {
        return copy;
    }

    public List<Tried> attempts() {
        return attempts;
    }

    public @Nullable Model served() {
        return served;
    }

    public @Nullable String contentType() {
        return contentType;
    }

    public @Nullable String contentEncoding() {
        return contentEncoding;
    }

    /** True where a streamed answer said that it was whole, or is coded so that this cannot be seen. */
    public boolean saidDone() {
        return coded() || copy.saysWhole();
    }

    /** What is wrong with an answer that came in order, as an event's error; null: nothing, or it is coded and cannot be seen. */
    public @Nullable String flaw(boolean stream) {
        if (coded()) {
            return null;
        }
        return facts.requestedModel().isEmpty() ? copy.cutOff(stream) : copy.flaw(stream);
    }

    private boolean coded() {
        return contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
    }

    public int http() {
        return http;
    }

    public Event.@Nullable Status status() {
        return status;
    }

    public @Nullable String error() {
        return error;
    }

    public long overheadNanos() {
        return overheadNanos;
    }

    /** Milliseconds from the request being whole to the first byte of the answer; NaN where none came. */
    public double firstTokenMillis() {
        return firstByteNanos == 0 ? Double.NaN : (firstByteNanos - arrivedNanos) / 1e6;
    }

    public double latencyMillis() {
        return latencyNanos() / 1e6;
    }

    public long latencyNanos() {
        return endedNanos - arrivedNanos;
    }
}
