package dev.routeproof.harness.shadow;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what candidates would have done out of the store. The tables it makes are gone with the session. */
public final class ShadowStudy {
    private static final Query REQUESTS = query("requests.sql");
    private static final Query EVALUATIONS = query("evaluations.sql");
    private static final Query TOTALS = query("totals.sql");
    private static final Query LEDGER = query("ledger.sql");
    private static final Query GAPS = query("gaps.sql");
    private static final Query HOLES = query("holes.sql");
    private static final Query CANDIDATES = query("candidates.sql");
    private static final Query MIX = query("mix.sql");
    private static final Query ROUTES = query("routes.sql");
    private static final Query STAGES = query("stages.sql");
    private static final Query OVERLAP = query("overlap.sql");
    private static final Query DISAGREEMENT = query("disagreement.sql");
    private static final Query TO_LABEL = query("to-label.sql");
    /** Requests to label, of each reason. */
    private static final int LABELS_EACH = 8;

    private final Store store;
    private final Setup setup;
    private final String since;
    private final String until;

    private ShadowStudy(Store store, Setup setup, Span span) {
        this.store = store;
        this.setup = setup;
        this.since = span.since().map(Instant::toString).orElse("0001-01-01");
        this.until = span.until().map(Instant::toString).orElse("9999-12-31");
    }

    /** A stretch of time; an empty end is open. {@code until} is not included. */
    public record Span(Optional<Instant> since, Optional<Instant> until) {
        public static final Span ALL = new Span(Optional.empty(), Optional.empty());
    }

    /**
     * Studies the stretch.
     *
     * @param wanted ids of candidates; empty: all that were evaluated
     * @throws UserError where there is nothing to study, or a wanted candidate is not there
     */
    public static Shadow of(Store store, Setup setup, Span span, List<String> wanted) {
        return new ShadowStudy(store, setup, span).study(wanted);
    }

    private static Query query(String file) {
        return Query.of(ShadowStudy.class, file);
    }

    private Shadow study(List<String> wanted) {
        store.update(REQUESTS, since, until);
        Shadow.Traffic traffic = traffic();
        store.update(EVALUATIONS);
        List<CandidateShadow> all = store.query(CANDIDATES, ShadowStudy::candidate, CandidateShadow.CLOSE);
        if (all.isEmpty()) {
            throw new UserError(
                    Exit.USAGE,
                    "No candidate was evaluated on the " + traffic.requests()
                            + " requests of this stretch. Name one under candidates: in proxy.yaml and restart the"
                            + " proxy, or widen --since and --until.");
        }
        List<CandidateShadow> chosen = chosen(all, wanted);
        var mirrors = MirrorStudy.prepare(store);
        var costs = new Costs(store, setup, traffic.units());
        return new Shadow(
                traffic,
                log(),
                chosen.stream().map(candidate -> whole(candidate, costs)).toList(),
                store.query(DISAGREEMENT, ShadowStudy::disagreement).stream()
                        .filter(pair -> named(chosen, pair.one()) && named(chosen, pair.other()))
                        .toList(),
                store.query(TO_LABEL, ShadowStudy::toLabel, CandidateShadow.CLOSE, LABELS_EACH),
                chosen.stream()
                        .map(candidate -> DriftStudy.of(store, candidate.id()))
                        .toList(),
                chosen.stream()
                        .map(candidate -> mirrors.of(candidate.id()))
                        .filter(mirrored -> mirrored.calls() > 0)
                        .toList(),
                mirrors.sideBySide().stream()
                        .filter(pair -> named(chosen, pair.candidate()))
                        .toList(),
                simulated(traffic.baseline()));
    }

    private boolean simulated(String model) {
        Catalog catalog = setup.catalog();
        return catalog != null
                && catalog.find(new ModelId(model))
                        .map(served -> served.simulated())
                        .orElse(false);
    }

    private static boolean named(List<CandidateShadow> candidates, String id) {
        return candidates.stream().anyMatch(candidate -> candidate.id().equals(id));
    }

    private static List<CandidateShadow> chosen(List<CandidateShadow> all, List<String> wanted) {
        for (String id : wanted) {
            if (!named(all, id)) {
                throw new UserError(
                        Exit.USAGE,
                        "--candidate " + id + ": the log has no evaluation by such a candidate. It has: "
                                + String.join(
                                        ", ",
                                        all.stream().map(CandidateShadow::id).toList())
                                + ".");
            }
        }
        return all.stream()
                .filter(candidate -> wanted.isEmpty() || wanted.contains(candidate.id()))
                .toList();
    }

    private Shadow.Traffic traffic() {
        var traffic = store.query(TOTALS, ShadowStudy::traffic).getFirst();
        if (traffic.requests() == 0) {
            throw new UserError(
                    Exit.USAGE,
                    "The store holds no decision of this stretch. harness ingest DIR brings an evidence log in;"
                            + " DIR is evidence.dir of proxy.yaml.");
        }
        return traffic;
    }

    private static Shadow.Traffic traffic(ResultSet row) throws SQLException {
        return new Shadow.Traffic(
                row.getLong("requests"),
                row.getLong("compared"),
                row.getLong("overridden"),
                row.getLong("by_candidate"),
                row.getLong("evaluated"),
                row.getLong("units"),
                text(row, "unit_kind", "request"),
                text(row, "baseline", "unknown"),
                row.getLong("kept"),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("until")));
    }

    private static String text(ResultSet row, String column, String otherwise) throws SQLException {
        String value = row.getString(column);
        return value == null ? otherwise : value;
    }

    private LogHealth log() {
        List<LogHealth.Gap> gaps = store.query(
                GAPS,
                row -> new LogHealth.Gap(
                        Instant.ofEpochMilli(row.getLong(1)),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getLong(3),
                        row.getString(4)),
                since,
                until);
        long holes = store.query(HOLES, row -> row.getLong(1)).getFirst();
        return store.query(
                        LEDGER,
                        row -> LogHealth.of(
                                row.getLong("assigned"),
                                row.getLong("completed"),
                                row.getLong("failed"),
                                row.getLong("cancelled"),
                                row.getLong("without_outcome"),
                                row.getLong("orphans"),
                                row.getLong("twice"),
                                holes,
                                gaps),
                        since,
                        until,
                        since,
                        until)
                .getFirst();
    }

    private static CandidateShadow candidate(ResultSet row) throws SQLException {
        return new CandidateShadow(
                row.getString("candidate"),
                row.getLong("evaluated"),
                row.getLong("unclassified"),
                row.getLong("unsure"),
                row.getLong("late"),
                row.getLong("overlapping"),
                row.getLong("same_route"),
                row.getDouble("p50"),
                row.getDouble("p99"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ProjectedCost.UNKNOWN);
    }

    private CandidateShadow whole(CandidateShadow counted, Costs costs) {
        String id = counted.id();
        return counted.with(
                store.query(
                        MIX, row -> new CandidateShadow.Label(row.getString(1), row.getLong(2), row.getDouble(3)), id),
                store.query(
                        ROUTES,
                        row -> new CandidateShadow.Route(
                                row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                        id),
                store.query(
                        STAGES,
                        row -> new CandidateShadow.Stage(
                                row.getString(1), row.getLong(2), row.getDouble(3), row.getDouble(4)),
                        id),
                store.query(
                        OVERLAP,
                        row -> new CandidateShadow.Overlap(row.getString(1), row.getString(2), row.getLong(3)),
                        id,
                        CandidateShadow.CLOSE),
                costs.of(id, counted.evaluated()));
    }

    private static Shadow.Disagreement disagreement(ResultSet row) throws SQLException {
        return new Shadow.Disagreement(
                row.getString("one"),
                row.getString("other"),
                row.getLong("requests"),
                row.getLong("task_types"),
                row.getLong("models"));
    }

    private static Shadow.ToLabel toLabel(ResultSet row) throws SQLException {
        return new Shadow.ToLabel(
                row.getString(1), row.getString(2), row.getString(3), PromptText.of(row.getString(4)));
    }
}
