package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.experiment.KnownLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    Path folder;

    /** {@code (z_0.995 + z_0.8)² (p1(1−p1)/π + p0(1−p0)/(1−π)) / δ²}: even arms, three points, one request a unit. */
    @Test
    void theUnitsOfOneLookAreThoseOfTheTextbook() throws IOException {
        JsonNode plan = object(jsonPlan("--rate", "0.10", "--units-per-day", "1000", "--share", "50"));
        double z = 2.575829 + 0.841621;
        double expected = z * z * (0.13 * 0.87 / 0.5 + 0.10 * 0.90 / 0.5) / (0.03 * 0.03);
        assertThat(plan.get("slices").get(0).get("harm").get("fixed").asDouble())
                .isBetween(expected, expected * 1.02);
    }

    @Test
    void moreTrafficInTheCandidateArmAndLessCorrelationDecideSooner() throws IOException {
        double few = units("--rate", "0.10", "--units-per-day", "100", "--share", "5");
        double half = units("--rate", "0.10", "--units-per-day", "100", "--share", "50");
        double averaged = units("--rate", "0.1", "--units-per-day", "100", "--share", "50", "--requests-per-unit", "5");
        double alike = units(
                "--rate", "0.1", "--units-per-day", "100", "--share", "50", "--requests-per-unit", "5", "--icc", "1");
        assertThat(half).isLessThan(few / 3);
        assertThat(averaged).isCloseTo(half / 5, Percentage.withPercentage(1));
        assertThat(alike).isCloseTo(half, Percentage.withPercentage(1));
    }

    @Test
    void whatCannotBeDecidedWithinTheHorizonIsNamedWithWhatWouldHelp() throws IOException {
        Console plan = plan("--rate", "0.10", "--units-per-day", "100", "--task-types", "simple,code", "--share", "3");
        assertThat(plan.exit()).isEqualTo(6);
        assertThat(plan.out())
                .contains(
                        "Not decidable within the horizon: simple, code.",
                        "would help: a share of 50 % instead of 3 %",
                        "would help: a margin of",
                        "would help: judging it together with another task type",
                        "mirrored requests");
    }

    @Test
    void rareFeedbackHidesMostOfTheHarm() throws IOException {
        double all = harm("--rate", "0.10", "--units-per-day", "100");
        double rare = harm("--rate", "0.10", "--units-per-day", "100", "--feedback-rate", "0.1");
        assertThat(rare).isGreaterThan(5 * all);
    }

    @Test
    void theBaselineIsTakenFromTheStoreWithDaysAndDollars() throws IOException {
        Path log = KnownLog.write(
                folder.resolve("log.jsonl"), new KnownLog(1).users(2_000).lines());
        Path rollout = KnownLog.rollout(folder, "horizon_units: 2000000\n");
        Console.run("import", "exchanges", log.toString(), "--rollout", rollout.toString(), "--home", home());
        JsonNode plan = object(Console.run("plan", "--rollout", rollout.toString(), "--home", home(), "--json"));
        assertThat(plan.get("decidable").asBoolean()).isTrue();
        assertThat(plan.get("slices"))
                .extracting(slice -> slice.get("task_type").asText())
                .containsExactly("code", "simple");
        JsonNode simple = plan.get("slices").get(1);
        assertThat(simple.get("rate").asDouble()).isBetween(0.06, 0.11);
        assertThat(simple.get("units_per_day").asDouble()).isBetween(100.0, 150.0);
        assertThat(simple.get("days").asDouble())
                .isCloseTo(
                        simple.get("units").asDouble()
                                / simple.get("units_per_day").asDouble(),
                        Offset.offset(0.1));
        assertThat(simple.get("usd").asDouble()).isPositive();
        assertThat(simple.get("promotion"))
                .extracting(part -> part.get("name").asText())
                .containsExactly("bad_outcome", "error_rate", "latency_p95", "the gain in cost");
    }

    /** Harm is looked for against 3 % bad outcomes, and half an event among one unit more stands for none among them. */
    @Test
    void unitsThatNeverDifferedAreNoPromiseThatTheyNeverWill() throws IOException {
        JsonNode plan = object(quietPlan("horizon_units: 2000000\n"));
        for (JsonNode slice : plan.get("slices")) {
            double z = 2.575829 + 0.841621;
            double expected = z * z * (0.03 * 0.97 / 0.48) / (0.03 * 0.03);
            assertThat(slice.get("rate").asDouble()).isZero();
            assertThat(slice.get("harm").get("fixed").asDouble()).isCloseTo(expected, Percentage.withPercentage(10));
            for (JsonNode part : slice.get("promotion")) {
                assertThat(part.get("fixed").asDouble())
                        .as(part.get("name").asText())
                        .isPositive();
            }
        }
    }

    @Test
    void aGainIsHelpedByBeingLargerAndNotByAMargin() throws IOException {
        String help = object(quietPlan("horizon_units: 10\n"))
                .get("slices")
                .get(0)
                .get("help")
                .toString();
        assertThat(help)
                .containsPattern("the gain in cost [\\d.]+ times as large as assumed")
                .doesNotContain("on the gain");
    }

    @Test
    void mistakesAreSaidInOneSentence() throws IOException {
        assertThat(plan("--rate", "0.1").err()).contains("--rate and --units-per-day are given together");
        assertThat(plan("--rate", "8", "--units-per-day", "10").err()).contains("--rate 8.0 is a share");
        assertThat(plan().err()).contains("holds no experiment yet", "Or give the baseline with --rate");
        assertThat(plan("--rate", "0.1", "--units-per-day", "10", "--share", "0")
                        .err())
                .contains("--share 10");
        assertThat(plan("--rate", "0.1", "--units-per-day", "Infinity").err())
                .contains("--units-per-day Infinity must lie above 0");
        assertThat(plan("--rate", "0.1", "--units-per-day", "10", "--requests-per-unit", "Infinity")
                        .err())
                .contains("--requests-per-unit Infinity must lie from 1");
        assertThat(plan("--rate", "0.1", "--units-per-day", "10", "--usd-per-request", "-1")
                        .err())
                .contains("--usd-per-request -1.0 must lie from 0");
    }

    /** From a log without a bad outcome, and an error. */
    private Console quietPlan(String more) throws IOException {
        List<KnownLog.Line> lines = new KnownLog(1).users(2_000).quiet().lines();
        Path log = KnownLog.write(folder.resolve("log.jsonl"), lines);
        Path rollout = KnownLog.rollout(folder, more);
        Console.run("import", "exchanges", log.toString(), "--rollout", rollout.toString(), "--home", home());
        return Console.run("plan", "--rollout", rollout.toString(), "--home", home(), "--json");
    }

    private double units(String... options) throws IOException {
        return object(jsonPlan(options)).get("slices").get(0).get("units").asDouble();
    }

    private double harm(String... options) throws IOException {
        return object(jsonPlan(options))
                .get("slices")
                .get(0)
                .get("harm")
                .get("watched")
                .asDouble();
    }

    private Console plan(String... options) throws IOException {
        var words = new ArrayList<>(
                List.of("plan", "--rollout", KnownLog.rollout(folder, "").toString(), "--home", home()));
        words.addAll(List.of(options));
        return Console.run(words.toArray(String[]::new));
    }

    private Console jsonPlan(String... options) throws IOException {
        var words = new ArrayList<>(List.of(options));
        words.add("--json");
        return plan(words.toArray(String[]::new));
    }

    private static JsonNode object(Console plan) throws IOException {
        return new ObjectMapper().readTree(plan.out());
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }
}
