package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.experiment.KnownLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbCommandTest {
    @TempDir
    Path folder;

    @Test
    void aCheaperCandidateThatHarmsNobodyIsPromoted() throws IOException {
        imported(new KnownLog(1).users(9_000).lines(), null, "");
        Console ab = ab();
        assertThat(ab.out()).contains("experiment q4-canary: promote.", "assignments not provided", "costs 50 % less");
        assertThat(ab.exit()).isZero();
    }

    @Test
    void twoModelsThatAreTheSameAreNotDecided() throws IOException {
        imported(new KnownLog(2).withoutSaving().lines(), null, "");
        Console ab = ab();
        assertThat(ab.out()).contains("q4-canary: hold.", "still open: ", "the gain in cost", "  needs ");
        assertThat(ab.exit()).isEqualTo(6);
    }

    @Test
    void harmOnCodeRollsBackCodeAlone() throws IOException {
        imported(new KnownLog(3).users(6_000).harmOnCode(0.12).lines(), null, "");
        Console ab = ab("--json");
        assertThat(ab.exit()).isEqualTo(5);
        JsonNode object = new ObjectMapper().readTree(ab.out());
        assertThat(object.get("verdict").asText()).isEqualTo("roll_back");
        assertThat(slice(object, "code").get("verdict").asText()).isEqualTo("roll_back");
        assertThat(slice(object, "simple").get("verdict").asText()).isNotEqualTo("roll_back");
        double registered = 1 / 0.005;
        assertThat(harm(object, "code")).isGreaterThan(registered);
        assertThat(harm(object, "simple")).isLessThan(registered);
    }

    /** The evidence that the primary metric is worse, at its peak. */
    private static double harm(JsonNode experiment, String taskType) {
        return slice(experiment, taskType)
                .get("metrics")
                .get(0)
                .get("evidence_harm")
                .asDouble();
    }

    @Test
    void machineOutputHasTheFieldsOfTheContract() throws IOException {
        imported(new KnownLog(2).withoutSaving().users(800).lines(), null, "");
        JsonNode object = new ObjectMapper().readTree(ab("--json").out());
        assertThat(object.get("schema").asText()).isEqualTo("routeproof.ab");
        assertThat(object.get("experiment").asText()).isEqualTo("q4-canary");
        assertThat(object.has("report")).isTrue();
        assertThat(names(object.get("ledger")))
                .containsExactlyInAnyOrder(
                        "provided", "assigned", "completed", "failed", "cancelled", "dropped", "in_flight", "balanced");
        assertThat(object.get("ledger").get("provided").asBoolean()).isFalse();
        JsonNode code = slice(object, "code");
        assertThat(names(code)).contains("task_type", "verdict", "reason", "units", "metrics", "needs");
        assertThat(names(code.get("units"))).containsExactlyInAnyOrder("control", "candidate");
        assertThat(code.get("metrics"))
                .extracting(metric -> metric.get("role").asText())
                .containsExactly("primary", "guardrail", "guardrail", "gain");
        assertThat(names(code.get("metrics").get(0)))
                .containsExactly(
                        "name",
                        "role",
                        "control",
                        "candidate",
                        "difference",
                        "low",
                        "high",
                        "evidence_harm",
                        "evidence_noninferior",
                        "statement");
    }

    @Test
    void oneLostExchangeIsUnhealthyOnceAssignmentsAreKnown() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(4).users(400).lines();
        Path assigned = KnownLog.assigned(folder.resolve("assigned.jsonl"), lines);
        imported(lines.subList(1, lines.size()), assigned, "");
        Console ab = ab();
        assertThat(ab.exit()).isEqualTo(3);
        assertThat(ab.out()).contains("unhealthy. The ledger does not balance: ", "NOT BALANCED");
        imported(lines, assigned, "");
        Console whole = ab();
        assertThat(whole.exit()).isEqualTo(6);
        assertThat(whole.out()).contains("; balanced");
    }

    @Test
    void unitsMissingFromOneArmAreUnhealthy() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(5).users(12_000).lines();
        imported(
                KnownLog.without(
                        lines,
                        line -> line.arm().equals("candidate")
                                && Math.floorMod(unit(line).hashCode(), 4) == 0),
                null,
                "");
        Console ab = ab();
        assertThat(ab.exit()).isEqualTo(3);
        assertThat(ab.out()).contains("arrive in other proportions than they were assigned in");
    }

    @Test
    void theSameExchangesImportedAgainInPartsAndInAnyOrderAreTheSameEvidence() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(6).users(500).lines();
        imported(lines, null, "");
        String once = ab("--as-of", "2026-04-01T00:00:00Z").out();
        assertThat(imported(lines, null, "").out()).contains(" 0 of them new; assignments");
        var shuffled = new ArrayList<>(lines.subList(0, 300));
        shuffled.addAll(lines.subList(100, 400));
        Collections.shuffle(shuffled, new Random(7));
        imported(shuffled, null, "");
        assertThat(ab("--as-of", "2026-04-01T00:00:00Z").out()).isEqualTo(once);
    }

    @Test
    void aVoteThatCameAfterAnImportCountsOnceItsLineIsImportedAgain() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(10).users(300).lines();
        imported(lines, null, "");
        List<KnownLog.Line> voted = lines.stream()
                .map(line -> new KnownLog.Line(
                        line.arm(),
                        line.taskType(),
                        line.json().replaceFirst("\"thumbs\": [^,]+", "\"thumbs\": \"down\"")))
                .toList();
        assertThat(imported(voted, null, "").out())
                .containsPattern(" 0 of them new, [\\d,]+ said before with another content; assignments");
        JsonNode object = new ObjectMapper()
                .readTree(ab("--json", "--as-of", "2026-04-01T00:00:00Z").out());
        assertThat(slice(object, "simple").get("metrics").get(0).get("control").asDouble())
                .isEqualTo(1);
    }

    @Test
    void aTaskTypeOfTheLogCannotSteerTheTerminal() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(11)
                .users(100).lines().stream()
                        .map(line -> new KnownLog.Line(
                                line.arm(),
                                line.taskType(),
                                line.json().replace("\"task_type\": \"code\"", "\"task_type\": \"co\\u001b[31mde\"")))
                        .toList();
        imported(lines, null, "");
        assertThat(ab().out()).contains("co\uFFFD[31mde").doesNotContain("\u001b");
    }

    @Test
    void aBackedOffTaskTypeServedByTheDefaultIsNoEvidence() throws IOException {
        List<KnownLog.Line> backedOff = new KnownLog(7)
                .users(500).lines().stream()
                        .map(line -> line.taskType().equals("code")
                                ? new KnownLog.Line(
                                        line.arm(),
                                        line.taskType(),
                                        line.json().replace("\"model\": \"small\"", "\"model\": \"large\""))
                                : line)
                        .toList();
        imported(backedOff, null, "back_off: [code]\n");
        JsonNode object = new ObjectMapper().readTree(ab("--json").out());
        assertThat(slice(object, "code").get("verdict").asText()).isEqualTo("no_change");
        assertThat(slice(object, "simple").get("verdict").asText()).isEqualTo("hold");
    }

    @Test
    void valuesThatWereNotMatureAtTheTimeOfTheAnalysisAreLeftOut() throws IOException {
        imported(new KnownLog(8).users(300).lines(), null, "");
        JsonNode early = new ObjectMapper()
                .readTree(ab("--json", "--as-of", "2026-03-03T12:00:00Z").out());
        assertThat(slice(early, "simple").get("units").get("control").asLong()).isZero();
        assertThat(early.get("immature_units").asLong()).isPositive();
        assertThat(ab("--as-of", "yesterday").err()).startsWith("--as-of yesterday is not a time; write it as ");
    }

    @Test
    void everyBrokenLineIsNamedAndNothingIsImported() throws IOException {
        String good = new KnownLog(9).users(1).lines().getFirst().json();
        Path log = Files.write(
                folder.resolve("log.jsonl"),
                List.of(
                        good,
                        good.replace("\"feature\"", "\"featur\""),
                        good.replace("\"status\": \"completed\"", "\"status\": \"done\""),
                        good.replace("0.48, \"holdout\"", "0.9, \"holdout\""),
                        good.replace("\"epoch\": 1, ", ""),
                        good.replace("2026-03", "March"),
                        good.replaceFirst("\"cost_usd\": [0-9.Ee-]+", "\"cost_usd\": 1e308"),
                        "{\"request_id\": "));
        Console console = Console.run(
                "import",
                "exchanges",
                log.toString(),
                "--rollout",
                KnownLog.rollout(folder, "").toString(),
                "--home",
                home());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err())
                .contains(
                        log + ":2  unknown key 'featur'; did you mean 'feature'?",
                        log + ":3  'status' is 'done'; one of completed, failed, cancelled, dropped.",
                        log + ":4  'propensities' add up to ",
                        log + ":5  'epoch' is missing; add it.",
                        log + ":6  'at' is 'March",
                        log + ":7  'cost_usd' is not a number from 0 to 1e12.",
                        log + ":8  the line is broken JSON",
                        "Nothing was imported.");
        Console none = ab();
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).startsWith("The store holds no experiment yet; harness import exchanges");
    }

    @Test
    void aSweepOfLogsWithoutAnyDifferenceIsNeverPromotedOrRolledBack() throws IOException {
        var seeds = new SplittableRandom(11);
        for (int log = 0; log < 5; log++) {
            imported(new KnownLog(seeds.nextLong()).withoutSaving().users(1_000).lines(), null, "", "home-" + log);
            assertThat(Console.run("ab", "--home", folder.resolve("home-" + log).toString())
                            .exit())
                    .isEqualTo(6);
        }
    }

    private Console imported(List<KnownLog.Line> lines, @Nullable Path assigned, String more) throws IOException {
        return imported(lines, assigned, more, "evidence");
    }

    private Console imported(List<KnownLog.Line> lines, @Nullable Path assigned, String more, String home)
            throws IOException {
        var args = new ArrayList<>(List.of(
                "import",
                "exchanges",
                KnownLog.write(folder.resolve("log.jsonl"), lines).toString(),
                "--rollout",
                KnownLog.rollout(folder, more).toString(),
                "--home",
                folder.resolve(home).toString()));
        if (assigned != null) {
            args.addAll(List.of("--assigned", assigned.toString()));
        }
        Console console = Console.run(args.toArray(String[]::new));
        assertThat(console.err()).isEmpty();
        assertThat(console.exit()).isZero();
        return console;
    }

    private Console ab(String... more) {
        var args = new ArrayList<>(List.of("ab", "--home", home()));
        args.addAll(List.of(more));
        return Console.run(args.toArray(String[]::new));
    }

    private static String unit(KnownLog.Line line) {
        int from = line.json().indexOf("\"unit\": ");
        return line.json().substring(from, line.json().indexOf(',', from));
    }

    private static JsonNode slice(JsonNode object, String taskType) {
        for (JsonNode slice : object.get("slices")) {
            if (slice.get("task_type").asText().equals(taskType)) {
                return slice;
            }
        }
        throw new AssertionError("no slice " + taskType);
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }
}
