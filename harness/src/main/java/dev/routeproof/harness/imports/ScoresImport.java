package dev.routeproof.harness.imports;

import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enters a scores file into a store as a finished run, so that it can be calibrated, compared and reported like any other.
 * The same file entered twice is one run. Several lines of one model and item are several answers.
 */
public final class ScoresImport {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int BATCH = 5_000;

    private ScoresImport() {}

    /**
     * What is imported.
     *
     * @param taskType for files without the column; null for none
     * @param prices what models cost, found by id or wire name; null: costs are known only where the file gives them
     * @param inputTokens of a call, where a cost has to be estimated from prices
     * @param outputTokens of a call, where a cost has to be estimated from prices
     */
    public record Order(
            Path file,
            @Nullable TaskType taskType,
            @Nullable Catalog prices,
            String pricesPath,
            int inputTokens,
            int outputTokens,
            String command) {}

    /** The run that was entered; {@link dev.routeproof.harness.UserError} where the file is broken: nothing is entered. */
    public static RunRecord run(Order order, Store store, Clock clock) throws IOException {
        Catalog prices = order.prices();
        List<ScoreRow> scores =
                ScoresFile.read(order.file(), order.taskType(), prices == null ? Taxonomy.DEFAULT : prices.taxonomy());
        String hash = sha256(order.file());
        Instant now = clock.instant();
        Runs runs = new Runs(store);
        String runId = runs.all().stream()
                .filter(known ->
                        known.kind().equals("scores") && known.planHash().equals(hash))
                .map(RunRecord::runId)
                .findFirst()
                .orElse(STAMP.format(now) + "-" + hash.substring(0, 4));
        RunRecord run = new RunRecord(
                runId,
                "scores",
                RunRecord.State.RUNNING,
                now,
                null,
                order.pricesPath(),
                prices == null ? "" : prices.contentHash(),
                hash,
                order.command(),
                0,
                1,
                null,
                false,
                scores.size(),
                null,
                0);
        runs.begin(run);
        List<Row> rows = rows(order, runId, hash, scores, now);
        for (int from = 0; from < rows.size(); from += BATCH) {
            store.append(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
        RunRecord finished = run.ended(RunRecord.State.FINISHED, clock.instant(), 0, null);
        runs.end(finished);
        return finished;
    }

    private record Key(String dataset, String item) {}

    private static List<Row> rows(Order order, String runId, String hash, List<ScoreRow> scores, Instant now) {
        Map<String, Model> models = new LinkedHashMap<>();
        Map<Key, TaskType> samples = new LinkedHashMap<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Map<ScoreKey, Integer> repeats = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (ScoreRow score : scores) {
            Model model = models.computeIfAbsent(score.model(), name -> model(order.prices(), name));
            if (samples.putIfAbsent(new Key(score.dataset(), score.item()), score.taskType()) == null) {
                sizes.merge(score.dataset(), 1, Integer::sum);
            }
            String id = model.id().value();
            int repeat = repeats.merge(new ScoreKey(score.dataset(), score.item(), id), 1, Integer::sum) - 1;
            rows.add(call(order, runId, score, model, repeat, now));
            rows.add(new Row.OfScore(
                    runId,
                    id,
                    score.dataset(),
                    score.item(),
                    repeat,
                    "imported",
                    "scored",
                    score.score(),
                    null,
                    "Scored by the source of the file."));
        }
        int ordinal = 0;
        for (Model model : models.values()) {
            rows.add(new Row.OfModel(runId, ordinal++, model));
        }
        String source = String.valueOf(order.file().getFileName());
        ordinal = 0;
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            rows.add(new Row.OfDataset(
                    runId, ordinal++, size.getKey(), "unknown", source, "Imported scores.", hash, size.getValue()));
        }
        ordinal = 0;
        for (Map.Entry<Key, TaskType> sample : samples.entrySet()) {
            Key key = sample.getKey();
            String label = sample.getValue().label();
            rows.add(new Row.OfSample(
                    runId, ordinal++, key.dataset(), key.item(), label, null, null, "imported", null, null));
        }
        return rows;
    }

    private record ScoreKey(String dataset, String item, String model) {}

    /** Priced where the catalog knows it, by id or wire name; else free of charge as far as anyone can tell. */
    private static Model model(@Nullable Catalog prices, String name) {
        Provider provider =
                new Provider("imported", Wire.RECORDED, null, null, Provider.DEFAULT_MAX_IN_FLIGHT, null, null);
        Model unknown = new Model(
                new ModelId(name), provider, name, Tier.MEDIUM, new Prices(0, 0, 0), Integer.MAX_VALUE, Set.of(), null);
        return prices == null ? unknown : prices.named(name).orElse(unknown);
    }

    private static Row.OfCall call(Order order, String runId, ScoreRow score, Model model, int repeat, Instant now) {
        Catalog prices = order.prices();
        boolean priced = prices != null && prices.named(score.model()).isPresent();
        Double given = score.costUsd();
        Long nanoUsd = null;
        if (given != null) {
            nanoUsd = Money.ofUsd(given).nanoUsd();
        } else if (priced) {
            nanoUsd = model.prices()
                    .cost(order.inputTokens(), 0, order.outputTokens())
                    .nanoUsd();
        }
        boolean guessed = given == null && priced;
        return new Row.OfCall(
                runId,
                model.id().value(),
                score.dataset(),
                score.item(),
                repeat,
                "completed",
                null,
                null,
                null,
                0,
                guessed ? Long.valueOf(order.inputTokens()) : null,
                guessed ? Long.valueOf(0) : null,
                guessed ? Long.valueOf(order.outputTokens()) : null,
                null,
                given != null ? "reported" : guessed ? "estimated" : null,
                nanoUsd,
                null,
                score.latencyMillis(),
                null,
                null,
                null,
                null,
                false,
                now);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
