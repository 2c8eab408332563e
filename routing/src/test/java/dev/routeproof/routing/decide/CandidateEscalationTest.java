package dev.routeproof.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.config.Loaded;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code escalate} as written in a candidate. */
class CandidateEscalationTest {
    @TempDir
    private Path folder;

    private Loaded<Candidate> load(String escalate) throws Exception {
        Files.writeString(folder.resolve("models.yaml"), """
                providers: {made: {wire: openai, base_url: 'http://127.0.0.1:9/v1'}}
                models:
                  - {id: large, provider: made, name: large, tier: large, input: 2, output: 10, context: 1000}
                """);
        Files.writeString(folder.resolve("table.yaml"), "id: t\ndefault: large\nroutes: {}\n");
        Files.writeString(folder.resolve("rules.yaml"), "rules: [{label: code, weight: 0.9, any: {contains: [x]}}]\n");
        Catalog catalog = CatalogFile.load(folder.resolve("models.yaml")).orThrow();
        return CandidateFile.load(Files.writeString(folder.resolve("q4.yaml"), """
                id: q4
                table: table.yaml
                cascade: [{kind: rules, file: rules.yaml}]
                """ + escalate), catalog);
    }

    private String problems(String escalate) throws Exception {
        return switch (load(escalate)) {
            case Loaded.Broken<Candidate> broken -> broken.problems().render();
            case Loaded.Ok<Candidate> fine -> "";
        };
    }

    @Test
    void itChangesTheCandidate() throws Exception {
        var plain = load("").orThrow();
        var escalating = load("escalate: {to: large, shorter_than: 20}\n").orThrow();
        assertThat(plain.escalation()).isNull();
        assertThat(escalating.escalation()).isEqualTo(new Escalation(new ModelId("large"), true, 20));
        assertThat(escalating.contentHash()).isNotEqualTo(plain.contentHash());
    }

    @Test
    void whatCannotWorkIsSaidAtItsPlace() throws Exception {
        assertThat(problems("escalate: {to: larg}\n")).contains("q4.yaml:4:", "no model 'larg' in the catalog");
        assertThat(problems("escalate: {to: large, hedging: false}\n")).contains("nothing would ever be doubted");
        assertThat(problems("escalate: {to: large, self_rating: true}\n")).contains("unknown key 'self_rating'");
        assertThat(problems("speculate: {mode: sport}\n")).contains("unknown key 'speculate'");
    }
}
