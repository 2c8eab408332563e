package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetFolders;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.classify.Taxonomy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleAnswersTest {
    static final Path SHIPPED = Path.of(System.getProperty("routeproof.root")).resolve("eval-datasets/data");

    @Test
    void everyShippedSampleTellsARightAnswerFromAWrongOne() {
        List<Dataset> datasets = DatasetReader.readAll(
                        DatasetFolders.find(SHIPPED).orThrow(), Taxonomy.DEFAULT)
                .orThrow();
        List<String> blind = new ArrayList<>();
        for (Dataset dataset : datasets) {
            for (Sample sample : dataset.samples()) {
                if (SampleAnswers.right(sample).isEmpty()) {
                    blind.add(sample.id() + " rejects its target");
                }
                if (SampleAnswers.wrong(sample).isEmpty()) {
                    blind.add(sample.id() + " accepts anything");
                }
            }
        }
        assertThat(blind).isEmpty();
        assertThat(datasets.stream()
                        .mapToInt(dataset -> dataset.samples().size())
                        .sum())
                .isGreaterThanOrEqualTo(240);
    }
}
