package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.store.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A run of made-up models with known quality, one task type, on prompts of shared difficulty. */
final class MadeRun {
    private final List<GradedCall> calls = new ArrayList<>();
    private final List<RunData.ModelRow> models = new ArrayList<>();
    private final double[] difficulty;
    private final SplittableRandom random = new SplittableRandom(42);

    MadeRun(int prompts) {
        difficulty = new double[prompts];
        for (int i = 0; i < prompts; i++) {
            difficulty[i] = random.nextDouble();
        }
    }

    /** {@code quality} is the probability of a right answer; a prompt that is hard for one is hard for all. */
    MadeRun model(String id, double quality, @Nullable Double usdPerCall, @Nullable Double millis) {
        models.add(new RunData.ModelRow(id, "large", 0, 0, 1000, true));
        for (int i = 0; i < difficulty.length; i++) {
            double luck = 0.7 * difficulty[i] + 0.3 * random.nextDouble();
            calls.add(call(id, i, "completed", luck < quality ? 1.0 : 0.0, usdPerCall, millis));
        }
        return this;
    }

    /** A model that cannot take any of the prompts. */
    MadeRun unable(String id) {
        models.add(new RunData.ModelRow(id, "small", 0, 0, 1000, true));
        for (int i = 0; i < difficulty.length; i++) {
            calls.add(call(id, i, "not_applicable", null, null, null));
        }
        return this;
    }

    private static GradedCall call(
            String id, int i, String status, @Nullable Double value, @Nullable Double usd, @Nullable Double millis) {
        return new GradedCall(
                id,
                "made",
                "p" + i,
                0,
                "code",
                null,
                status,
                value,
                usd == null ? null : Math.round(usd * 1e9),
                false,
                null,
                millis);
    }

    Analysis analysis() {
        RunRecord run = new RunRecord(
                "run-1",
                "bench",
                RunRecord.State.FINISHED,
                Instant.EPOCH,
                Instant.EPOCH,
                "models.yaml",
                "c",
                "p",
                "harness bench",
                7,
                1,
                null,
                true,
                calls.size(),
                null,
                0);
        return Analysis.of(new RunData(run, models, List.of(), calls));
    }
}
