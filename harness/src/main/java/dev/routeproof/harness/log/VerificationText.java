package dev.routeproof.harness.log;

import dev.routeproof.harness.log.Verification.Finding;
import dev.routeproof.harness.log.Verification.Missing;
import dev.routeproof.harness.log.Verification.Report;
import dev.routeproof.harness.log.Verification.Unwritten;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verification in words, and as the object that {@code --json} prints. */
final class VerificationText {
    private static final int SHOWN = 20;

    private VerificationText() {}

    static List<String> lines(Report of, double seconds) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d segments, %,d records, %,.1f MB in %.1f s (%,.0f MB/s)",
                of.segments(),
                of.records(),
                of.bytes() / 1e6,
                seconds,
                of.bytes() / 1e6 / seconds));
        of.findings().stream().limit(SHOWN).map(VerificationText::line).forEach(lines::add);
        more(lines, of.findings().size());
        of.missing().stream().limit(SHOWN).map(VerificationText::line).forEach(lines::add);
        more(lines, of.missing().size());
        of.unwritten().stream().map(VerificationText::line).forEach(lines::add);
        if (of.unreadable() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "UNREADABLE: %,d whole records are no events of this version", of.unreadable()));
        }
        if (of.duplicates() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d records stand there twice, as after a failed sync; each counts once",
                    of.duplicates()));
        }
        Ledger.Balance ledger = of.ledger();
        ledger.gaps().forEach((reason, count) -> lines.add(String.format(Locale.ROOT, "gaps: %,d, %s", count, reason)));
        if (ledger.purged().count() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "purged: %,d decisions, %,d outcomes, %,d feedback, %,d mirrors",
                    ledger.purged().decisions(),
                    ledger.purged().outcomes(),
                    ledger.purged().feedback(),
                    ledger.purged().mirrors()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "ledger: %,d assigned = %,d completed + %,d failed + %,d cancelled + %,d in flight; %s",
                ledger.assigned(),
                ledger.completed(),
                ledger.failed(),
                ledger.cancelled(),
                ledger.inFlight(),
                ledger.balanced()
                        ? "balanced"
                        : String.format(
                                Locale.ROOT,
                                "UNBALANCED: %,d without an outcome, %,d without a decision, and no gap or crash explains them",
                                ledger.inFlight(),
                                ledger.withoutDecision())));
        lines.add(of.sound() ? "The log is whole." : "The log is NOT whole: do not rest a verdict on it.");
        return lines;
    }

    private static void more(List<String> lines, int found) {
        if (found > SHOWN) {
            lines.add(String.format(Locale.ROOT, "… and %,d more; --json lists up to 1,000", found - SHOWN));
        }
    }

    private static String line(Finding of) {
        return of.torn()
                ? String.format(
                        Locale.ROOT, "torn: the last %,d bytes of %s are no whole record yet", of.length(), of.file())
                : String.format(
                        Locale.ROOT, "CORRUPT: %,d bytes at %,d of %s are no record", of.length(), of.at(), of.file());
    }

    private static String line(Missing of) {
        return String.format(
                Locale.ROOT,
                "MISSING: events %,d to %,d of start %s are in no segment here; was a segment deleted, or not copied?",
                of.since(),
                of.until(),
                of.boot());
    }

    private static String line(Unwritten of) {
        return of.open()
                ? String.format(
                        Locale.ROOT,
                        "%s is still open: a proxy is writing to it, or crashed; then at most %,d accepted events are lost",
                        of.folder(),
                        of.count())
                : String.format(
                        Locale.ROOT, "LOST at most %,d events of start %s in %s", of.count(), of.boot(), of.folder());
    }

    static Map<String, Object> json(Report of, double seconds) {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.log-verify");
        object.put("version", 1);
        object.put("sound", of.sound());
        object.put("segments", of.segments());
        object.put("open", of.open());
        object.put("bytes", of.bytes());
        object.put("records", of.records());
        object.put("duplicates", of.duplicates());
        object.put("unreadable", of.unreadable());
        object.put("corrupt", of.corrupt());
        object.put("torn_bytes", of.tornBytes());
        object.put(
                "lost_at_most",
                of.ledger().lostAtMost()
                        + of.unwritten().stream().mapToLong(Unwritten::count).sum());
        object.put(
                "findings", of.findings().stream().map(VerificationText::object).toList());
        object.put("missing", of.missing());
        object.put("ledger", ledger(of.ledger()));
        object.put("gaps", of.ledger().gaps());
        object.put("purged", of.ledger().purged());
        object.put("seconds", seconds);
        return object;
    }

    private static Map<String, Object> object(Finding of) {
        var object = new LinkedHashMap<String, Object>();
        object.put("file", of.file().toString());
        object.put("at", of.at());
        object.put("bytes", of.length());
        object.put("torn", of.torn());
        return object;
    }

    private static Map<String, Object> ledger(Ledger.Balance of) {
        var object = new LinkedHashMap<String, Object>();
        object.put("provided", true);
        object.put("assigned", of.assigned());
        object.put("completed", of.completed());
        object.put("failed", of.failed());
        object.put("cancelled", of.cancelled());
        object.put("dropped", of.dropped());
        object.put("in_flight", of.inFlight());
        object.put("without_decision", of.withoutDecision());
        object.put("balanced", of.balanced());
        object.put("feedback", of.feedback());
        object.put("mirrors", of.mirrors());
        object.put("epochs", of.epochs());
        return object;
    }
}
