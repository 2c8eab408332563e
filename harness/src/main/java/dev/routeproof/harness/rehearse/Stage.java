package dev.routeproof.harness.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The files of a rehearsal: a proxy with simulated models, and a rollout document that can be decided in two minutes. */
final class Stage {
    static final String EXPERIMENT = "rehearsal";

    /** Printed before anything starts, because it is not what a rollout of real traffic should register. */
    static final String ROLLOUT = """
            experiment: rehearsal
            candidate: specialists
            phase: ramp
            percent: 10
            holdout: 5
            unit: user
            salt_env: ROUTEPROOF_REHEARSAL_SALT
            window: {requests: 3, hours: 24}
            feedback_hours: 24
            metrics:
              primary: {name: bad_outcome, margin: 0.03, mde: 0.05}
              guardrails: {error_rate: {margin: 0.02}, latency_p95: {margin: 0.05}, latency_p99: {margin: 0.03}}
              gain: {name: cost, min_saving: 0.1}
            alpha: 0.05
            harm_alpha: 0.005
            ramp: {step: 20, every_days: 7, when: no_harm}
            auto_back_off: true
            """;

    private Stage() {}

    /** Writes all of them into {@code folder}; gives {@code proxy.yaml}. */
    static Path write(Path folder, Script script) throws IOException {
        Files.writeString(folder.resolve("models.yaml"), models(script));
        Files.writeString(folder.resolve("table.yaml"), """
                id: specialists
                default: house
                routes:
                  simple:    {eco: swift,  balanced: swift,  sport: swift}
                  code:      {eco: coder,  balanced: coder,  sport: coder}
                  reasoning: {eco: solver, balanced: solver, sport: solver}
                  complex:   {eco: scribe, balanced: scribe, sport: scribe}
                fallbacks: {large: [house]}
                """);
        Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - {label: code,      weight: 0.9, any: {starts_with: ['write a python function']}}
                  - {label: reasoning, weight: 0.9, any: {starts_with: ['how many']}}
                  - {label: complex,   weight: 0.9, any: {starts_with: ['compare']}}
                  - {label: simple,    weight: 0.9, any: {starts_with: ['what is']}}
                """);
        Files.writeString(folder.resolve("candidate.yaml"), """
                id: specialists
                table: table.yaml
                cascade: [{kind: rules, file: rules.yaml, believe: 0.5}]
                deadline_ms: 2000
                """);
        Files.writeString(folder.resolve("rollout.yaml"), ROLLOUT);
        return Files.writeString(folder.resolve("proxy.yaml"), """
                        listen: 127.0.0.1:0
                        admin: {listen: '127.0.0.1:0', token_env: ROUTEPROOF_REHEARSAL_TOKEN}
                        catalog: models.yaml
                        default: house
                        candidates: [candidate.yaml]
                        rollout: rollout.yaml
                        evidence: {dir: evidence/log, content: hash}
                        clock_stands_at: %s
                        """.formatted(Script.START));
    }

    private static String models(Script script) {
        var text = new StringBuilder("providers: {sandbox: {wire: sandbox}}\nmodels:\n");
        model(text, "house", 2.00, 8.00, Script.ACCURACY, 5, 1);
        model(text, "swift", 0.15, 0.60, script.accuracy("simple"), 4, 2);
        model(text, "coder", 0.40, 1.60, script.accuracy("code"), 4, 3);
        model(text, "solver", 0.60, 2.40, script.accuracy("reasoning"), 4, 4);
        model(text, "scribe", 0.80, 3.20, script.accuracy("complex"), 4, 5);
        return text.toString();
    }

    private static void model(
            StringBuilder text, String id, double input, double output, double accuracy, int millis, long number) {
        text.append(String.format(
                Locale.ROOT,
                "  - {id: %1$s, provider: sandbox, name: %1$s, tier: large, input: %2$.2f, output: %3$.2f,"
                        + " context: 128000, sandbox: {accuracy: {simple: %4$.2f, code: %4$.2f, reasoning: %4$.2f,"
                        + " complex: %4$.2f}, output_tokens: 40, first_token_ms: {p50: %5$d, p95: %6$d},"
                        + " tokens_per_second: 100000, error_rate: 0.002, seed: %7$d}}%n",
                id,
                input,
                output,
                accuracy,
                millis,
                2 * millis,
                number));
    }
}
