package dev.routeproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy with a rollout refuses before it starts. */
class RolloutConfigurationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        ProxyProcess.write(folder, "models.yaml", """
                providers: {up: {wire: openai, base_url: 'http://127.0.0.1:9/v1'}}
                models:
                  - {id: large, provider: up, name: large, tier: large, input: 1, output: 2, context: 128000}
                  - {id: small, provider: up, name: small, tier: small, input: 0.1, output: 0.2, context: 128000}
                """);
        ProxyProcess.write(
                folder,
                "table.yaml",
                "id: next\ndefault: large\nroutes: {simple: {eco: small, balanced: small, sport: small}}\n");
        ProxyProcess.write(
                folder, "rules.yaml", "rules: [{label: simple, weight: 0.9, any: {starts_with: ['what is']}}]\n");
        ProxyProcess.write(
                folder,
                "candidate.yaml",
                "id: next\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n");
        rollout("");
        proxy("");
    }

    private void rollout(String more) throws IOException {
        ProxyProcess.write(folder, "rollout.yaml", """
                experiment: next-canary
                candidate: next
                phase: canary
                percent: 5
                unit: user
                metrics:
                  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
                  gain: {name: cost, min_saving: 0.0}
                """ + more);
    }

    private void proxy(String more) throws IOException {
        ProxyProcess.write(
                folder,
                "proxy.yaml",
                "catalog: models.yaml\ndefault: large\ncandidates: [candidate.yaml]\nrollout: rollout.yaml\n" + more);
    }

    private String problems() {
        return switch (Configuration.load(folder.resolve("proxy.yaml"))) {
            case Loaded.Ok<Configuration> fine -> "";
            case Loaded.Broken<Configuration> broken -> broken.problems().render();
        };
    }

    @Test
    void aClockThatStandsIsForTheSandboxAlone() throws IOException {
        assertThat(problems()).isEmpty();
        proxy("clock_stands_at: 2026-01-05T00:00:00Z\n");
        assertThat(problems()).contains("clock_stands_at is for rehearsals", "providers that are not a sandbox");
        proxy("clock_stands_at: noon\n");
        assertThat(problems()).contains("expected a moment in UTC, found 'noon'");
    }

    @Test
    void theCandidateOfTheRolloutMustBeOneOfTheProxys() throws IOException {
        ProxyProcess.write(
                folder,
                "candidate.yaml",
                "id: other\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n");
        assertThat(problems()).contains("'next' is none of the candidates of the proxy");
    }

    @Test
    void theMirrorsCandidateIsOneOfTheProxys() throws IOException {
        proxy("mirror: {candidate: other, percent: 1, usd_per_day: 10}\n");
        assertThat(problems()).contains("the mirror's candidate 'other' is none of the candidates of the proxy");
        proxy("mirror: {candidate: next, percent: 1, usd_per_day: 10}\n");
        assertThat(problems()).isEmpty();
    }
}
