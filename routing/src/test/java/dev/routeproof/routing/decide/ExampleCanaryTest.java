package dev.routeproof.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleCanaryTest {
    static final Path EXAMPLE = Path.of(System.getProperty("routeproof.root", ".."), "examples/canary");

    @TempDir
    Path folder;

    @Test
    void everyFileOfTheExampleLoadsFromWhereTheProxyFileNamesIt() {
        ProxyConfig proxy = ProxyFile.load(EXAMPLE.resolve("proxy.yaml")).orThrow();
        Catalog catalog = CatalogFile.load(proxy.catalog()).orThrow();
        assertThat(catalog.named(proxy.standard())).isPresent();

        Candidate candidate =
                CandidateFile.load(proxy.candidates().getFirst(), catalog).orThrow();
        assertThat(candidate.local()).isTrue();
        assertThat(candidate.deadline()).isEqualTo(Candidate.LOCAL_DEADLINE);
        assertThat(candidate.cascade()).extracting(StageSpec::kind).containsExactly("rules", "linear");

        Path rolloutFile = proxy.rollout();
        Path keysFile = proxy.keys();
        assertThat(rolloutFile).isNotNull();
        assertThat(keysFile).isNotNull();
        Rollout rollout = RolloutFile.load(rolloutFile, catalog).orThrow();
        assertThat(rollout.candidate()).isEqualTo(candidate.id());
        assertThat(rollout.allocation().phase()).isEqualTo(Phase.CANARY);
        assertThat(rollout.allocation().propensities().candidate()).isEqualTo(0.95 * 0.05);
        assertThat(rollout.metrics().guardrails()).hasSize(3);
        assertThat(KeysFile.load(keysFile).orThrow())
                .singleElement()
                .satisfies(key -> assertThat(key.may()).containsExactly(VirtualKey.Permission.FEEDBACK));
    }

    @Test
    void aShortProxyFileMeansItsDefaults() throws IOException {
        Path file = Files.writeString(folder.resolve("proxy.yaml"), "catalog: models.yaml\ndefault: gpt-5\n");
        ProxyConfig proxy = ProxyFile.load(file).orThrow();
        assertThat(proxy.listen()).isEqualTo(ProxyConfig.Listen.DEFAULT);
        assertThat(proxy.limits()).isEqualTo(ProxyConfig.Limits.DEFAULT);
        assertThat(proxy.rollout()).isNull();
        assertThat(proxy.evidence().dir()).isEqualTo(folder.resolve("evidence/log"));
        assertThat(proxy.unknownModel()).isEqualTo(ProxyConfig.UnknownModel.PASSTHROUGH);
    }

    @Test
    void aShortRolloutIsJudgedByTheUsualRules() throws IOException {
        Path file = Files.writeString(
                folder.resolve("rollout.yaml"), "{experiment: e, candidate: c, phase: canary, percent: 10}");
        Rollout rollout = RolloutFile.load(file).orThrow();
        assertThat(rollout.window()).isEqualTo(new Rollout.Window(10, Duration.ofHours(24)));
        assertThat(rollout.metrics().guardrails())
                .extracting(Rollout.Guardrail::margin)
                .containsExactly(0.005, 0.02, 0.01);
        assertThat(rollout.metrics().gain()).isEqualTo(new Rollout.Gain.Cost(0));
    }

    @Test
    void aKeyWrittenInPlaceOfItsHashIsNotShown() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.yaml"), "keys:\n  - {id: web, sha256: rp-marker-key}\n");
        Path catalog = Files.writeString(
                folder.resolve("models.yaml"),
                "providers: {p: {wire: openai, base_url: 'https://x.example/v1', key_env: sk-marker-key}}\n"
                        + "models: [{id: a, provider: p, tier: small, input: 1, output: 1}]\n");
        assertThat(KeysFile.load(keys).toString()).contains("keys.yaml:2:").doesNotContain("marker");
        assertThat(CatalogFile.load(catalog).toString())
                .contains("models.yaml:1:")
                .doesNotContain("marker");
    }

    @Test
    void anAdminListenerOnTheNetworkIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("proxy.yaml"),
                "catalog: models.yaml\ndefault: a\nadmin: {listen: '0.0.0.0:8081', token_env: T}\n");
        assertThat(ProxyFile.load(file).toString()).contains("proxy.yaml:3:17").contains("stays on this machine");
    }
}
