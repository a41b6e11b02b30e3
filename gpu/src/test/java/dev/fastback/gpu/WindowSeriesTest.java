package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows of the same columns go to the device once, and earn the bits that they earn alone. */
class WindowSeriesTest {
    private static EntryExitProblem window(EntryExitProblem whole, int from, int to) {
        double[][] legs = new double[whole.legCount()][];
        Arrays.setAll(legs, leg -> Arrays.copyOfRange(whole.leg(leg), from, to));
        return EntryExitProblem.builder()
                .columns(
                        Arrays.copyOfRange(whole.close(), from, to),
                        Arrays.copyOfRange(whole.high(), from, to),
                        Arrays.copyOfRange(whole.low(), from, to),
                        Arrays.copyOfRange(whole.highForecast(), from, to),
                        Arrays.copyOfRange(whole.lowForecast(), from, to),
                        legs)
                .closeAtEndOfDay(whole.closeAtEndOfDay())
                .fee(whole.feeFraction(), whole.feeRule())
                .build();
    }

    /** Windows of two series in turns, as two strategies of a symbol send them. */
    private static List<EntryExitProblem> sliding(EntryExitProblem one, EntryExitProblem two, int bars, int step) {
        List<EntryExitProblem> windows = new ArrayList<>();
        for (int from = 0; from + bars <= one.bars(); from += step) {
            windows.add(window(one, from, from + bars));
            windows.add(window(two, from, from + bars));
        }
        return windows;
    }

    private static void checkProfits(GpuDevice device, List<EntryExitProblem> problems, SplittableRandom random) {
        double[][] highs = {random.doubles(7, -0.03, 0.03).toArray()};
        double[][] lows = {random.doubles(7, -0.03, 0.03).toArray()};
        try (LanePool<PairProfits> lanes = new LanePool<>(device, PairProfits::new)) {
            double[][] found = lanes.slice(problems, (parts, d) -> 0, (lane, parts) -> List.of(lane.profits(parts, highs, lows))).toArray(double[][]::new);
            for (int q = 0; q < found.length; q++) {
                for (int k = 0; k < 7; k++) {
                    assertThat(found[q][k]).as("problem %s", q).isEqualTo(ProfitKernel.profit(problems.get(q), highs[0][k], lows[0][k]));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSymbolGoesToTheDeviceOnce(TestDevices kind) throws Exception {
        SplittableRandom random = Seeds.random("WindowSeriesTest once", 15);
        try (GpuDevice device = kind.open()) {
            for (int step : new int[] {1, 3, 19}) {
                EntryExitProblem one = RandomProfits.problem(random, 300);
                EntryExitProblem two = RandomProfits.problem(random, 300);
                List<EntryExitProblem> windows = sliding(one, two, 20, step);
                long whole = ((long) 10 + one.legCount() + two.legCount()) * (((300 - 20) / step) * (long) step + 20) * Double.BYTES;
                for (int way = 0; way < 2; way++) {
                    GpuLane lane = device.lane();
                    ProblemTable table = new ProblemTable(lane);
                    table.send(windows);
                    lane.finish();
                    assertThat(table.columnBytes()).as("step " + step + ", way " + way).isEqualTo(whole);
                    table.send(windows.subList(4, 12));
                    assertThat(table.columnBytes()).as("nothing is sent again").isEqualTo(whole);
                    lane.finish();
                    table.close();
                    lane.close();
                    checkProfits(device, windows, random);
                    Collections.reverse(windows);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void windowsInAnyOrderAndLengthEarnTheSame(TestDevices kind) throws Exception {
        SplittableRandom random = Seeds.random("WindowSeriesTest any", 16);
        try (GpuDevice device = kind.open()) {
            for (int round = 0; round < 30; round++) {
                EntryExitProblem one = repeating(random);
                List<EntryExitProblem> windows = new ArrayList<>();
                for (int k = 0; k < 40; k++) {
                    int from = random.nextInt(60);
                    windows.add(window(one, from, from + random.nextInt(60 - from + 1)));
                }
                if (round % 2 == 0) {
                    windows.sort((a, b) -> Integer.compare(a.bars(), b.bars()));
                } else {
                    Collections.shuffle(windows, new Random(round));
                }
                checkProfits(device, windows, random);
            }
        }
    }

    /** Returns bars that repeat, so that a window is like others at several shifts, and some zeros have another sign. */
    private static EntryExitProblem repeating(SplittableRandom random) {
        int period = random.nextInt(1, 6);
        EntryExitProblem part = RandomProfits.problem(random, 60);
        double[] zero = new double[60];
        double[][] columns = {part.close(), part.high(), part.low(), part.highForecast(), part.lowForecast(), part.leg(0), zero};
        double[][] repeated = new double[columns.length][60];
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < 60; i++) {
                double value = c == 6 ? random.nextBoolean() ? 0.0 : -0.0 : columns[c][i % period];
                repeated[c][i] = random.nextInt(20) == 0 && c < 5 ? columns[c][i] : value;
            }
        }
        return EntryExitProblem.builder()
                .columns(repeated[0], repeated[1], repeated[2], repeated[3], repeated[4], repeated[5], repeated[6])
                .closeAtEndOfDay(part.closeAtEndOfDay())
                .fee(part.feeFraction(), part.feeRule())
                .build();
    }
}
