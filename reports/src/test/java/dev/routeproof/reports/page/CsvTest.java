package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|' /C calc'!A0",
                "+1",
                "-1+2",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=HYPERLINK(\"x\")",
                "-x",
                "+x,y",
                "@\"quoted\"",
                "=\n1"
            })
    void aTextThatLooksLikeAFormulaIsPrefixed(String payload) {
        String cell = Csv.text(payload);
        assertThat(cell.startsWith("\"") ? cell.charAt(1) : cell.charAt(0)).isEqualTo('\'');
    }

    @Test
    void separatorsAndQuotesAreQuoted() {
        assertThat(Csv.text("a,b")).isEqualTo("\"a,b\"");
        assertThat(Csv.text("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(Csv.text("plain")).isEqualTo("plain");
        assertThat(Csv.text(null)).isEmpty();
    }
}
