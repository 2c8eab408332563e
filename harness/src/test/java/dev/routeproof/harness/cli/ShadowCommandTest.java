package dev.routeproof.harness.cli;

import static dev.routeproof.harness.shadow.ShadowLog.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.shadow.ShadowLog;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void configuration() throws IOException {
        Files.writeString(folder.resolve("models.yaml"), """
                providers: {made: {wire: openai, base_url: 'http://127.0.0.1:9/v1'}}
                models:
                  - {id: large, provider: made, name: large, tier: large, input: 2.00, output: 10.00, context: 100000}
                  - {id: small, provider: made, name: small, tier: small, input: 0.20, output: 1.00, context: 100000}
                """);
        Files.writeString(folder.resolve("table.yaml"), """
                id: t
                default: large
                routes:
                  simple: {eco: small, balanced: small, sport: small}
                  code: {eco: large, balanced: large, sport: large}
                  reasoning: {eco: large, balanced: large, sport: large}
                  complex: {eco: large, balanced: large, sport: large}
                """);
        Files.writeString(folder.resolve("rules.yaml"), "rules: [{label: code, weight: 0.9, any: {contains: [x]}}]\n");
        candidate("[{kind: rules, file: rules.yaml, believe: 0.6}]");
        Files.writeString(folder.resolve("proxy.yaml"), """
                catalog: models.yaml
                default: large
                candidates: [q4.yaml]
                """);
    }

    private void candidate(String cascade) throws IOException {
        Files.writeString(folder.resolve("q4.yaml"), "id: q4\ntable: table.yaml\ncascade: " + cascade + "\n");
    }

    @Test
    void theCostIsThatOfTheRoutesAtListPrices() throws IOException {
        ingested(new ShadowLog()
                .requests(200, says("q4", "simple", "small"))
                .requests(200, says("q4", "code", "large")));
        JsonNode object = json();
        JsonNode cost = object.at("/candidates/0/cost");
        assertThat(cost.get("baseline_usd").asDouble()).isCloseTo(1.2, within(1e-9));
        // Half of the requests at (1,000 × 0.20 + 100 × 1.00) / 1e6, the other half as paid.
        assertThat(cost.get("candidate_usd").asDouble()).isCloseTo(200 * 0.0003 + 200 * 0.003, within(1e-9));
        assertThat(cost.get("saving_percent").asDouble()).isCloseTo(45, within(1e-6));
        assertThat(cost.get("low").asDouble()).isLessThan(45);
        assertThat(cost.get("high").asDouble()).isGreaterThan(45);
        assertThat(cost.get("identified").asBoolean()).isTrue();
        assertThat(cost.get("basis").asText()).startsWith("Given a length model");
        assertThat(object.at("/candidates/0/mix/simple").asDouble()).isEqualTo(0.5);
        assertThat(object.at("/candidates/0/routes"))
                .extracting(route ->
                        route.get("model").asText() + " " + route.get("share").asText())
                .containsExactlyInAnyOrder("small 0.5", "large 0.5");
        assertThat(object.get("units").asLong()).isEqualTo(41);
    }

    @Test
    void machineOutputHasTheFieldsOfTheContract() throws IOException {
        ingested(new ShadowLog()
                .requests(30, says("q4", "simple", "small", Map.of("simple", 0.6, "code", 0.55)))
                .requests(10, says("q4", null, "large", Map.of())));
        JsonNode object = json();
        assertThat(object.get("schema").asText()).isEqualTo("routeproof.shadow");
        assertThat(object.get("requests").asLong()).isEqualTo(40);
        assertThat(names(object)).contains("candidates", "ledger", "report");
        JsonNode candidate = object.get("candidates").get(0);
        assertThat(names(candidate)).contains("id", "mix", "routes", "cost", "quality", "overlap", "deciding_stage");
        assertThat(names(candidate.get("cost")))
                .contains("baseline_usd", "candidate_usd", "saving_percent", "low", "high", "identified");
        assertThat(names(candidate.get("quality"))).containsExactly("identified", "reason", "value", "low", "high");
        assertThat(candidate.at("/quality/identified").asBoolean()).isFalse();
        assertThat(candidate.at("/quality/reason").asText()).contains("nobody has seen its answers");
        assertThat(candidate.at("/overlap/0/task_types").toString()).isEqualTo("[\"code\",\"simple\"]");
        assertThat(candidate.at("/overlap/0/requests").asLong()).isEqualTo(30);
        assertThat(candidate.at("/deciding_stage/rules/share").asDouble()).isEqualTo(0.75);
        assertThat(candidate.at("/deciding_stage/none/p50_micros").asDouble()).isEqualTo(40);
        assertThat(candidate.get("unclassified_share").asDouble()).isEqualTo(0.25);
        assertThat(object.at("/to_label/0/why").asText()).isNotBlank();
        assertThat(Path.of(object.get("report").asText())).exists();
    }

    @Test
    void answersOfTheOtherModelThatWereSeenSetTheLengths() throws IOException {
        ingested(new ShadowLog()
                .requests(100, says("q4", "simple", "small"))
                .overrides(40, "small", 50, says("q4", "simple", "small")));
        JsonNode object = json();
        assertThat(object.get("overridden").asLong()).isEqualTo(40);
        JsonNode length = object.at("/candidates/0/cost/length_model/0");
        assertThat(length.get("source").asText()).isEqualTo("log");
        assertThat(length.get("ratio").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(object.at("/candidates/0/cost/candidate_usd").asDouble())
                .isCloseTo(100 * (1_000 * 0.20 + 50 * 1.00) / 1e6, within(1e-9));
    }

    @Test
    void whatWasForwardedUnreadIsNotComparedAndHidesNoCost() throws IOException {
        ingested(new ShadowLog()
                .requests(100, says("q4", "simple", "small"))
                .unread(20, says("q4", "simple", "small"))
                .unread(20));
        JsonNode object = json();
        assertThat(object.get("requests").asLong()).isEqualTo(140);
        assertThat(object.get("compared").asLong()).isEqualTo(100);
        assertThat(object.get("coverage").asDouble()).isEqualTo(1);
        assertThat(object.at("/candidates/0/cost/identified").asBoolean()).isTrue();
        assertThat(Files.readString(Path.of(object.get("report").asText()))).contains("40 ask for no answer in words");
    }

    @Test
    void mirroredRequestsAreMeasuredBesideTheDefaultsAndSetTheLengths() throws IOException {
        ingested(new ShadowLog()
                .requests(100, says("q4", "simple", "small"))
                .mirrored(40, "small", 50, 30, 4, says("q4", "simple", "small"))
                .mirrored(3, "small", 50, 0, 0, says("q4", "complex", "small")));
        JsonNode candidate = json().at("/candidates/0");
        JsonNode model = candidate.at("/mirror/models/0");
        assertThat(candidate.at("/mirror/calls").asLong()).isEqualTo(43);
        assertThat(model.get("failed").asLong()).isEqualTo(4);
        assertThat(model.at("/failure/value").asDouble()).isCloseTo(4 / 43.0, within(1e-9));
        assertThat(model.get("pairs").asLong()).isEqualTo(39);
        assertThat(model.at("/latency_ms/candidate_p50").asDouble()).isEqualTo(250);
        assertThat(model.at("/latency_ms/served_p50").asDouble()).isEqualTo(500);
        assertThat(model.at("/first_token_ms/candidate_p50").asDouble()).isEqualTo(45);
        assertThat(model.at("/output_token_ratio/value").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(model.at("/cost_ratio/value").asDouble()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(model.get("comparable").asLong()).isEqualTo(39);
        assertThat(model.get("same_text").asLong()).isEqualTo(30);
        assertThat(candidate.at("/mirror/errors/0/error").asText()).isEqualTo("http_500");
        assertThat(candidate.at("/mirror/quality_judged").asBoolean()).isFalse();
        assertThat(candidate.at("/quality/identified").asBoolean()).isFalse();
        assertThat(candidate.at("/quality/reason").asText()).contains("nothing scored them");
        assertThat(candidate.at("/cost/length_model"))
                .extracting(length -> length.get("task_type").asText() + " "
                        + length.get("source").asText() + " " + length.get("n").asText())
                .containsExactlyInAnyOrder("simple mirror 36", "complex mirror 39");
        assertThat(candidate.at("/cost/candidate_usd").asDouble())
                .isCloseTo(143 * (1_000 * 0.20 + 50 * 1.00) / 1e6, within(1e-9));
        assertThat(candidate.at("/cost/assumed_share").asDouble()).isZero();
        assertThat(candidate.at("/cost/basis").asText())
                .isEqualTo("With the answer lengths that mirrored requests had.");
        String page = Files.readString(Path.of(home()).resolve("reports").resolve("shadow.html"));
        assertThat(page).contains("Mirrored on the candidate’s models", "no &lt;b&gt;way&lt;/b&gt;");
        assertThat(shadow().out()).contains("mirrored     small beside large: 43 calls, ");
    }

    @Test
    void aFewMirroredAnswersDoNotReplaceTheLengthModel() throws IOException {
        ingested(new ShadowLog().mirrored(29, "small", 50, 0, 0, says("q4", "simple", "small")));
        JsonNode cost = json().at("/candidates/0/cost");
        assertThat(cost.at("/length_model/0/source").asText()).isEqualTo("equal");
        assertThat(cost.get("basis").asText()).startsWith("Given a length model");
    }

    @Test
    void callsOfTheCascadeToAnotherModelAreCharged() throws IOException {
        candidate("[{kind: rules, file: rules.yaml, believe: 0.6},"
                + " {kind: llm, model: small, prompt: score-1-10, budget_ms: 400, believe: 0.5}]");
        ingested(new ShadowLog()
                .requests(100, says("q4", "code", "large"))
                .requests(50, says("q4", null, "large", Map.of())));
        // Rules decided the first hundred; the others went on to the model: 1,000 + 200 tokens in, 5 out.
        assertThat(json().at("/candidates/0/cost/classifier_usd").asDouble())
                .isCloseTo(50 * (1_200 * 0.20 + 5 * 1.00) / 1e6, within(1e-9));
    }

    @Test
    void whatTheLogSaysTheCascadePaidCountsBeforeTheAssumption() throws IOException {
        candidate("[{kind: llm, model: small, prompt: score-1-10, budget_ms: 400, believe: 0.5}]");
        ingested(new ShadowLog()
                .requests(30, ShadowLog.paying("q4", Money.ofUsd(0.001)))
                .requests(20, ShadowLog.paying("q4", Money.ZERO))
                .requests(10, ShadowLog.paying("q4", null)));
        assertThat(json().at("/candidates/0/cost/classifier_usd").asDouble())
                .isCloseTo(30 * 0.001 + 10 * (1_200 * 0.20 + 5 * 1.00) / 1e6, within(1e-9));
    }

    @Test
    void withoutPricesTheProxysOwnEstimateStandsInAndIsNamed() throws IOException {
        ingested(new ShadowLog().requests(100, says("q4", "simple", "small")));
        JsonNode cost = json(List.of()).at("/candidates/0/cost");
        assertThat(cost.get("candidate_usd").asDouble()).isCloseTo(100 * 0.0007, within(1e-9));
        assertThat(cost.get("remarks").toString()).contains("Some models have no known price");
    }

    @Test
    void whatWouldMoveIsAShareOfAllRequestsWhetherTheirCostIsKnownOrNot() throws IOException {
        var unpriced = new Event.CandidateDecision(
                "q4", "code", 0.9, Map.of("code", 0.9), "rules", 20, false, "elsewhere", "route", null);
        ingested(new ShadowLog().requests(40, unpriced).requests(60, says("q4", "simple", "large")));
        assertThat(json(List.of()).at("/candidates/0/same_as_baseline").asDouble())
                .isEqualTo(0.6);
        assertThat(shadow().exit()).isZero();
        assertThat(Files.readString(Path.of(home(), "reports", "shadow.html")))
                .contains(">40.0\u202f%<")
                .doesNotContain("66.7\u202f%");
    }

    @Test
    void theLedgerAccountsForDroppedAndUnfinishedRequests() throws IOException {
        ingested(new ShadowLog()
                .requests(50, says("q4", "code", "large"))
                .unfinished(5)
                .gap(3, "queue full")
                .gap(7, "shadow evaluations dropped"));
        JsonNode object = json();
        JsonNode ledger = object.get("ledger");
        assertThat(ledger.get("assigned").asLong()).isEqualTo(55);
        assertThat(ledger.get("completed").asLong()).isEqualTo(50);
        assertThat(ledger.get("dropped").asLong()).isEqualTo(3);
        assertThat(ledger.get("in_flight").asLong()).isEqualTo(2);
        assertThat(ledger.get("balanced").asBoolean()).isTrue();
        assertThat(object.get("gaps")).hasSize(2);
        assertThat(object.get("coverage").asDouble()).isCloseTo(50 / 55.0, within(1e-9));
    }

    @Test
    void outcomesWithoutTheirDecisionThatNoGapExplainsAreAnUnhealthyLog() throws IOException {
        ingested(new ShadowLog().requests(20, says("q4", "code", "large")).orphans(2));
        Console shadow = shadow();
        assertThat(shadow.exit()).isEqualTo(3);
        assertThat(shadow.out()).contains("NOT BALANCED");
        assertThat(shadow.err()).contains("2 outcomes have no decision");
    }

    @Test
    void candidatesThatDisagreeAreShownWithWhatToLabel() throws IOException {
        ingested(new ShadowLog()
                .requests(60, says("q4", "code", "large"), says("bold", "code", "large"))
                .requests(20, says("q4", "code", "large"), says("bold", "simple", "small")));
        JsonNode object = json();
        assertThat(object.at("/disagreement/0/candidates").toString()).isEqualTo("[\"bold\",\"q4\"]");
        assertThat(object.at("/disagreement/0/model_share").asDouble()).isEqualTo(0.25);
        assertThat(object.get("to_label"))
                .hasSize(8)
                .allSatisfy(request -> assertThat(request.get("why").asText()).isEqualTo("disagreement"));
        JsonNode one = json(withConfig("--candidate", "bold"));
        assertThat(one.get("candidates")).hasSize(1);
        assertThat(one.get("disagreement")).isEmpty();
        String page = Files.readString(Path.of(object.get("report").asText()));
        assertThat(page).contains("question &lt;b&gt;r").doesNotContain("question <b>");
    }

    @Test
    void requestsThatLookDifferentCallForLabels() throws IOException {
        var sure = says("q4", "simple", "small", Map.of("simple", 0.95, "code", 0.05));
        var code = says("q4", "code", "large", Map.of("simple", 0.05, "code", 0.95));
        var unsure = says("q4", "code", "large", Map.of("simple", 0.4, "code", 0.6));
        ingested(new ShadowLog()
                .requests(200, sure)
                .requests(100, code)
                .requests(200, unsure)
                .requests(100, sure));
        JsonNode drift = json().at("/candidates/0/drift");
        assertThat(drift.get("call").asText()).isEqualTo("label_and_retrain");
        assertThat(drift.get("sentence").asText()).contains("less sure").contains("harness label");
        assertThat(drift.get("older").asLong()).isEqualTo(300);
        assertThat(drift.at("/mix/0/task_type").asText()).isEqualTo("code");
        assertThat(drift.at("/mix/0/older").asDouble()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(drift.at("/mix/0/newer").asDouble()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(drift.at("/mix/0/newer_estimated").asDouble()).isBetween(0.3, 0.75);
    }

    @Test
    void anotherMixSeenAsSurelyCallsForTheTable() throws IOException {
        var simple = says("q4", "simple", "small", Map.of("simple", 0.9, "code", 0.1));
        var code = says("q4", "code", "large", Map.of("simple", 0.1, "code", 0.9));
        ingested(new ShadowLog()
                .requests(250, simple)
                .requests(50, code)
                .requests(250, code)
                .requests(50, simple));
        JsonNode drift = json().at("/candidates/0/drift");
        assertThat(drift.get("call").asText()).isEqualTo("recalibrate");
        assertThat(drift.at("/confidence_index/value").asDouble()).isZero();
        assertThat(drift.at("/mix_index/value").asDouble()).isGreaterThan(1);
    }

    @Test
    void steadyAndSmallTrafficCallForNothing() throws IOException {
        ingested(new ShadowLog().requests(600, says("q4", "simple", "small")));
        assertThat(json().at("/candidates/0/drift/call").asText()).isEqualTo("none");
        ingested(new ShadowLog().requests(90, says("q4", "simple", "small")));
        JsonNode few = json(withConfig("--since", "2026-05-01T10:00:00Z", "--until", "2026-05-01T10:01:30Z"));
        assertThat(few.at("/candidates/0/drift/sentence").asText()).startsWith("Too few requests to say: 45 older");
    }

    @Test
    void aStretchOfTimeIsStudiedAlone() throws IOException {
        ingested(new ShadowLog().requests(100, says("q4", "simple", "small")));
        assertThat(json(withConfig("--since", "2026-05-01T10:00:51Z", "--until", "2026-05-01T10:01:01Z"))
                        .get("requests")
                        .asLong())
                .isEqualTo(10);
        Console none = shadow("--until", "2026-04-01");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).startsWith("The store holds no decision of this stretch.");
    }

    @Test
    void whatIsWrongIsSaidInASentence() throws IOException {
        Console empty = shadow();
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).startsWith("The store holds no decision of this stretch. harness ingest DIR brings");
        ingested(new ShadowLog().requests(3));
        Console without = shadow();
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).startsWith("No candidate was evaluated on the 3 requests of this stretch.");
        assertThat(shadow("--since", "monday").err()).startsWith("--since monday is not a time; write it as ");
    }

    @Test
    void anUnknownCandidateIsNamedWithThoseThereAre() throws IOException {
        ingested(new ShadowLog().requests(3, says("q4", "code", "large")));
        Console unknown = shadow("--candidate", "q5");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("--candidate q5: the log has no evaluation by such a candidate. It has: q4.");
    }

    private void ingested(ShadowLog log) throws IOException {
        Console ingest = Console.run("ingest", log.write(folder.resolve("log")).toString(), "--home", home());
        assertThat(ingest.exit()).as(ingest.err()).isZero();
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }

    private List<String> withConfig(String... more) {
        var arguments =
                new ArrayList<>(List.of("--config", folder.resolve("proxy.yaml").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Console shadow(String... more) {
        var arguments = new ArrayList<>(List.of("shadow", "--home", home()));
        arguments.addAll(withConfig(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return json(withConfig());
    }

    private JsonNode json(List<String> more) throws IOException {
        var arguments = new ArrayList<>(List.of("shadow", "--json", "--home", home()));
        arguments.addAll(more);
        Console shadow = Console.run(arguments.toArray(String[]::new));
        assertThat(shadow.exit()).as(shadow.err()).isZero();
        return new ObjectMapper().readTree(shadow.out());
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
