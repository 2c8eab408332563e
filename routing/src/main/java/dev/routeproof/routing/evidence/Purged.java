package dev.routeproof.routing.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a segment where events were purged: a {@code gap} that keeps the first one's id and says how many of
 * each kind are gone. It stands for the sequence numbers from its own to {@code own + count - 1}.
 */
public record Purged(long decisions, long outcomes, long feedback, long mirrors) {
    public static final Purged NOTHING = new Purged(0, 0, 0, 0);

    private static final Pattern REASON =
            Pattern.compile("purged: (\\d+) decisions, (\\d+) outcomes, (\\d+) feedback(?:, (\\d+) mirrors)?");

    public long count() {
        return decisions + outcomes + feedback + mirrors;
    }

    /** With one more event of {@code kind}. */
    public Purged and(String kind) {
        return switch (kind) {
            case "decision" -> new Purged(decisions + 1, outcomes, feedback, mirrors);
            case "outcome" -> new Purged(decisions, outcomes + 1, feedback, mirrors);
            case "feedback" -> new Purged(decisions, outcomes, feedback + 1, mirrors);
            case "mirror" -> new Purged(decisions, outcomes, feedback, mirrors + 1);
            default -> throw new IllegalArgumentException("an event of kind " + kind + " is never purged");
        };
    }

    public Purged plus(Purged more) {
        return new Purged(
                decisions + more.decisions, outcomes + more.outcomes, feedback + more.feedback, mirrors + more.mirrors);
    }

    /** The event that takes the place of events between two moments. */
    public Event.Gap event(Instant from, Instant to) {
        return new Event.Gap(from, from, to, count(), reason());
    }

    private String reason() {
        return "purged: %d decisions, %d outcomes, %d feedback".formatted(decisions, outcomes, feedback)
                + (mirrors == 0 ? "" : ", " + mirrors + " mirrors");
    }

    /** What a gap's reason says was purged; empty where it is a gap of another kind. */
    public static Optional<Purged> of(String reason) {
        if (!reason.startsWith("purged: ")) {
            return Optional.empty();
        }
        Matcher parts = REASON.matcher(reason);
        return parts.matches()
                ? Optional.of(new Purged(
                        Long.parseLong(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        parts.group(4) == null ? 0 : Long.parseLong(parts.group(4))))
                : Optional.empty();
    }
}
