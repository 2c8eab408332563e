package dev.routeproof.routing.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UnitWindowsTest {
    static final long HOUR = 3_600_000L;
    final List<UnitValue> values = new ArrayList<>();

    @Test
    void aValueIsTheMeanOfTheFirstTenRequestsOfItsDay() {
        UnitWindows windows = windows(100 * 24);
        for (int i = 0; i < 12; i++) {
            windows.observe(exchange(1, i * HOUR, 0, 20, false, i >= 8), 0, Thresholds.NONE);
        }
        windows.observe(exchange(1, 30 * HOUR, 0, 20, false, true), 0, Thresholds.NONE);
        windows.finish();
        assertThat(values)
                .singleElement()
                .satisfies(value -> assertThat(value.bad()).isEqualTo(0.2));
    }

    @Test
    void valuesEnterInTheOrderOfExposureAfterTheFullWindowWhateverTheArm() {
        UnitWindows windows = windows(100 * 24);
        windows.observe(exchange(1, 0, 0, 50, false, false), 0, Thresholds.NONE);
        for (int i = 0; i < 10; i++) {
            windows.observe(exchange(2, HOUR + i, 0, 50, true, true), 0, Thresholds.NONE);
        }
        windows.observe(exchange(3, 20 * HOUR, 0, 50, false, false), 0, Thresholds.NONE);
        assertThat(values).isEmpty();
        windows.observe(exchange(4, 24 * HOUR, 0, 50, false, false), 0, Thresholds.NONE);
        assertThat(values).extracting(UnitValue::arm).containsExactly(Arm.CONTROL);
        windows.finish();
        assertThat(values).extracting(UnitValue::bad).containsExactly(0.0, 1.0, 0.0, 0.0);
    }

    @Test
    void anEpochEndsTheWindowAndTheUnitHasOneValueInEach() {
        UnitWindows windows = windows(100 * 24);
        windows.observe(exchange(1, 0, 0, 20, false, true), 0, Thresholds.NONE);
        windows.observe(exchange(1, HOUR, 1, 50, false, false), 0, Thresholds.NONE);
        windows.observe(exchange(1, 2 * HOUR, 1, 50, false, false), 0, Thresholds.NONE);
        windows.finish();
        assertThat(values).extracting(UnitValue::bad).containsExactly(1.0, 0.0);
        assertThat(values).extracting(UnitValue::fresh).containsExactly(true, false);
    }

    @Test
    void returningUnitsGetTheirConditionalPropensities() {
        UnitWindows windows = windows(1_000 * 24);
        double[] shares = {20, 50, 50, 30};
        for (int epoch = 0; epoch < shares.length; epoch++) {
            // Unit 1 becomes a candidate in epoch 1 and leaves again in epoch 3; unit 2 is new in epoch 3.
            windows.observe(
                    exchange(1, epoch * 48 * HOUR, epoch, shares[epoch], epoch == 1 || epoch == 2, false),
                    0,
                    Thresholds.NONE);
        }
        windows.observe(exchange(2, 200 * HOUR, 3, 30, true, false), 0, Thresholds.NONE);
        windows.finish();
        assertThat(values.get(0).propensity()).isEqualTo(0.2);
        assertThat(values.get(1).propensity()).isCloseTo(0.3 / 0.8, within());
        assertThat(values.get(2).propensity()).isEqualTo(1);
        assertThat(values.get(3).propensity()).isCloseTo(0.1 / 0.3, within());
        assertThat(values.get(4).propensity()).isEqualTo(0.3);
    }

    @Test
    void aUnitThatReturnsAfterItsWindowFindsNobodyElses() {
        UnitWindows windows = windows(10_000);
        int units = 5_000;
        for (int hour = 0; hour < 2 * units; hour++) {
            // Every unit comes back 1,024 windows later, when its own is closed and the newest one has its place.
            for (int unit : new int[] {hour, hour - 1_024}) {
                if (unit >= 0 && unit < units) {
                    windows.observe(
                            exchange(unit + 1, hour * HOUR / 2, 0, 50, false, unit != hour), 0, Thresholds.NONE);
                }
            }
        }
        windows.finish();
        assertThat(values)
                .hasSize(units)
                .allSatisfy(value -> assertThat(value.bad()).isZero());
    }

    @Test
    void windowsStayOpenWhileMoreAreOpenedThanThereWasRoomFor() {
        UnitWindows windows = windows(100 * 24);
        int units = 5_000;
        for (int i = 0; i < 2 * units; i++) {
            windows.observe(exchange(1 + i % units, i, 0, 50, false, i >= units), 0, Thresholds.NONE);
        }
        windows.finish();
        assertThat(values)
                .hasSize(units)
                .allSatisfy(value -> assertThat(value.bad()).isEqualTo(0.5));
    }

    @Test
    void whatIsNotMatureAtTheTimeOfTheAnalysisIsCountedAndLeftOut() {
        UnitWindows windows = windows(47);
        windows.observe(exchange(1, 0, 0, 20, false, true), 0, Thresholds.NONE);
        windows.finish();
        assertThat(values).isEmpty();
        assertThat(windows.immature()).isEqualTo(1);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-12);
    }

    private UnitWindows windows(int hours) {
        return new UnitWindows(Logs.rollout(), hours * HOUR, values::add);
    }

    private static Exchange exchange(long unit, long at, int epoch, double percent, boolean candidate, boolean bad) {
        return new Exchange(
                at,
                unit,
                candidate ? Arm.CANDIDATE : Arm.CONTROL,
                epoch,
                new Allocation(Phase.CANARY, percent, 0, Set.of()).propensities(),
                Logs.SIMPLE,
                true,
                Exchange.Status.COMPLETED,
                bad,
                100,
                0.001);
    }
}
