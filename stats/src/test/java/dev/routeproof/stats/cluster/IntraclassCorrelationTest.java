package dev.routeproof.stats.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntraclassCorrelationTest {
    /** Shrout and Fleiss, Psychological Bulletin 86, 1979, table 2: six targets, four judges; ICC(1) = 0.17. */
    @Test
    void theTableOfShroutAndFleissIsReproduced() {
        List<Moments> targets = List.of(
                Moments.of(9, 2, 5, 8),
                Moments.of(6, 1, 3, 2),
                Moments.of(8, 4, 6, 8),
                Moments.of(7, 1, 2, 6),
                Moments.of(10, 5, 6, 9),
                Moments.of(6, 2, 4, 7));
        double rho = IntraclassCorrelation.of(targets).orElseThrow();
        assertEquals(0.17, rho, 0.005);
        assertEquals(1 + 3 * rho, IntraclassCorrelation.designEffect(targets).orElseThrow(), 1e-9);
    }

    @Test
    void unequalSizesUseDonnersMeanSizeAndKishsWeights() {
        // Units {1,1,1,0} and {0,0}: between 0.75²·4/3… by hand: MSB = 0.75, MSW = 0.1875, n̄ = (6 − 20/6)/1 = 8/3
        List<Moments> units = List.of(Moments.of(1, 1, 1, 0), Moments.of(0, 0));
        double rho = (0.75 - 0.1875) / (0.75 + (8 / 3.0 - 1) * 0.1875);
        assertEquals(rho, IntraclassCorrelation.of(units).orElseThrow(), 1e-12);
        assertEquals(
                1 + (20 / 6.0 - 1) * rho,
                IntraclassCorrelation.designEffect(units).orElseThrow(),
                1e-12);
    }

    @Test
    void unitsThatAgreeWithThemselvesAreFullyCorrelatedAndContraryOnesCostNothing() {
        assertEquals(
                1,
                IntraclassCorrelation.of(List.of(Moments.of(1, 1, 1), Moments.of(0, 0, 0)))
                        .orElseThrow(),
                1e-12);
        List<Moments> contrary = List.of(Moments.of(1, 0), Moments.of(0, 1));
        assertTrue(IntraclassCorrelation.of(contrary).orElseThrow() < 0);
        assertEquals(1, IntraclassCorrelation.designEffect(contrary).orElseThrow());
    }

    @Test
    void oneUnitOneValueEachOrNoSpreadIsNotEstimable() {
        for (List<Moments> units : List.of(
                List.<Moments>of(),
                List.of(Moments.of(1, 0, 1)),
                List.of(Moments.of(1), Moments.of(0)),
                List.of(Moments.of(1, 1), Moments.of(1, 1)))) {
            assertInstanceOf(Result.NotEstimable.class, IntraclassCorrelation.of(units));
            assertInstanceOf(Result.NotEstimable.class, IntraclassCorrelation.designEffect(units));
        }
    }
}
