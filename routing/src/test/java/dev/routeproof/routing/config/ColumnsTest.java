package dev.routeproof.routing.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "é, 1", "e\u0301, 1", "模型, 4", "モデル, 6", "ﾓ, 1", "Ａ, 2", "한, 2", "😀, 2", "。, 2", "…, 1"})
    void aTerminalsColumns(String text, int columns) {
        int[] codePoints = text.codePoints().toArray();
        assertThat(Columns.of(codePoints, 0, codePoints.length)).isEqualTo(columns);
        assertThat(Columns.of(codePoints, 0, codePoints.length + 2)).isEqualTo(columns + 2);
    }
}
