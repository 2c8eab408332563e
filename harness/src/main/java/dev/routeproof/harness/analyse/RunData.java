package dev.routeproof.harness.analyse;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a run measured, as read from the store. */
public record RunData(RunRecord run, List<ModelRow> models, List<DatasetRow> datasets, List<GradedCall> calls) {
    private static final Query MODELS = Query.of(RunData.class, "queries/models.sql");
    private static final Query DATASETS = Query.of(RunData.class, "queries/datasets.sql");

    public RunData {
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        calls = List.copyOf(calls);
    }

    /** Reads run {@code runId}; {@link UserError} naming the newest run where there is none of that id. */
    public static RunData load(Store store, String runId) {
        Runs runs = new Runs(store);
        RunRecord run = runs.find(runId).orElseThrow(() -> unknown(runs, runId));
        var models = store.query(MODELS, RunData::model, runId);
        return new RunData(
                run, models, store.query(DATASETS, RunData::dataset, runId), GradedCalls.load(store, runId, models));
    }

    /** The same run with these of its calls alone. */
    public RunData with(List<GradedCall> some) {
        return new RunData(run, models, datasets, some);
    }

    /** The run's models as a catalog, for tables where the catalog's file is gone or never was. */
    public Catalog catalog() {
        var provider = new Provider("run", Wire.RECORDED, null, null, Provider.DEFAULT_MAX_IN_FLIGHT, null, null);
        var known = new LinkedHashMap<ModelId, Model>();
        for (ModelRow row : models) {
            var id = new ModelId(row.model());
            var prices = new Prices(row.inputUsd(), row.outputUsd(), row.inputUsd());
            Tier tier = Tier.valueOf(row.tier().toUpperCase(Locale.ROOT));
            known.put(id, new Model(id, provider, row.model(), tier, prices, row.contextTokens(), Set.of(), null));
        }
        return new Catalog(known, Map.of(provider.id(), provider));
    }

    private static UserError unknown(Runs runs, String runId) {
        String newest = runs.all().stream()
                .findFirst()
                .map(run -> "The newest run is " + run.runId() + ".")
                .orElse("It holds no run yet; harness bench makes one.");
        return new UserError(Exit.USAGE, "The store holds no run " + runId + ". " + newest);
    }

    private static ModelRow model(ResultSet row) throws SQLException {
        return new ModelRow(
                row.getString("model"),
                row.getString("tier"),
                row.getDouble("input_usd"),
                row.getDouble("output_usd"),
                row.getInt("context_tokens"),
                row.getBoolean("simulated"));
    }

    private static DatasetRow dataset(ResultSet row) throws SQLException {
        return new DatasetRow(
                row.getString("dataset"),
                row.getString("licence"),
                row.getString("content_hash"),
                row.getInt("samples"));
    }

    /** A model with its prices in USD per million tokens. */
    public record ModelRow(
            String model, String tier, double inputUsd, double outputUsd, int contextTokens, boolean simulated) {
        /** Price of a call of three parts input and one part output, USD per million tokens. */
        public double blendedPrice() {
            return 0.75 * inputUsd + 0.25 * outputUsd;
        }
    }

    /** A dataset as it was read for the run. */
    public record DatasetRow(String dataset, String licence, String contentHash, int samples) {}
}
