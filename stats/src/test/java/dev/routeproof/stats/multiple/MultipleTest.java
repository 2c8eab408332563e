package dev.routeproof.stats.multiple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2 p.adjust; order between procedures. */
class MultipleTest {
    private static final double[] RAW = {0.01, 0.04, 0.03, 0.005, 0.2, 0.6};

    private static void assertAdjusted(AdjustedPValues procedure, double... expected) {
        assertThat(procedure.adjust(RAW)).containsExactly(expected, within(1e-12));
    }

    @Test
    void adjustmentsMatchTheReference() {
        assertAdjusted(AdjustedPValues.BONFERRONI, 0.06, 0.24, 0.18, 0.03, 1, 1);
        assertAdjusted(AdjustedPValues.HOLM, 0.05, 0.12, 0.12, 0.03, 0.4, 0.6);
        assertAdjusted(AdjustedPValues.HOCHBERG, 0.05, 0.12, 0.12, 0.03, 0.4, 0.6);
        assertAdjusted(AdjustedPValues.HOMMEL, 0.05, 0.12, 0.09, 0.03, 0.4, 0.6);
        assertAdjusted(AdjustedPValues.BENJAMINI_HOCHBERG, 0.03, 0.06, 0.06, 0.03, 0.24, 0.6);
        assertAdjusted(AdjustedPValues.BENJAMINI_YEKUTIELI, 0.0735, 0.147, 0.147, 0.0735, 0.588, 1);
        assertThat(AdjustedPValues.SIDAK.adjust(0.1, 0.5)).containsExactly(new double[] {0.19, 0.75}, within(1e-12));
        assertThat(AdjustedPValues.HOLM_SIDAK.adjust(0.1, 0.5))
                .containsExactly(new double[] {0.19, 0.5}, within(1e-12));
        assertThat(AdjustedPValues.HOLM.adjust()).isEmpty();
        assertThatThrownBy(() -> AdjustedPValues.HOLM.adjust(Double.NaN)).hasMessageContaining("p-value");
    }

    @Property(tries = 300)
    void sharperProceduresNeverAdjustMore(@ForAll @Size(min = 1, max = 12) List<@DoubleRange(max = 1) Double> values) {
        double[] raw = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] bonferroni = AdjustedPValues.BONFERRONI.adjust(raw);
        double[] holm = AdjustedPValues.HOLM.adjust(raw);
        double[] hochberg = AdjustedPValues.HOCHBERG.adjust(raw);
        double[] hommel = AdjustedPValues.HOMMEL.adjust(raw);
        for (int i = 0; i < raw.length; i++) {
            assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
            assertThat(hochberg[i]).isLessThanOrEqualTo(holm[i] + 1e-12);
            assertThat(hommel[i]).isLessThanOrEqualTo(hochberg[i] + 1e-12);
            assertThat(hommel[i]).isGreaterThanOrEqualTo(raw[i] - 1e-12);
        }
    }

    @Test
    void eValuesAreRejectedByTheirOwnStepUp() {
        assertThat(EValues.benjaminiHochberg(0.05, 100, 41, 1, 39)).containsExactly(true, true, false, true);
        assertThat(EValues.benjaminiHochberg(0.05, 79, 1, 1, 1)).containsOnly(false);
        assertThat(EValues.benjaminiHochberg(0.05, 80, 1, 1, 1)).containsExactly(true, false, false, false);
        assertThat(EValues.average(1, 3)).isEqualTo(2);
        assertThatThrownBy(() -> EValues.average(-1)).hasMessageContaining("at least 0");
    }
}
