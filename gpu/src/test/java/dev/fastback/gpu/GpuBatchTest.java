package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.exact.EntryExitSolver;
import dev.fastback.gpu.GpuBatch.Optimum;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.search.Solution;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuBatchTest {
    private final EntryExitSolver solver = new EntryExitSolver();

    @ParameterizedTest
    @EnumSource
    void findsTheBestOfBothModesWhateverTheBatch(TestDevices kind) {
        SplittableRandom random = Seeds.random("GpuBatchTest " + kind, 21);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < 70; k++) {
            problems.add(RandomProfits.problem(random, k % 15));
        }
        // Longer than the device takes: in the middle of a batch.
        problems.add(33, RandomProfits.problem(random, ExactSweep.MOST_BARS + 1));
        try (GpuBatch gpu = GpuBatch.on(kind.open())) {
            List<Optimum> expected = problems.stream().map(this::best).toList();
            assertThat(gpu.optimize(problems, 1000)).isEqualTo(expected);
            assertThat(gpu.optimize(problems, 7)).isEqualTo(expected);
            assertThatIllegalArgumentException().isThrownBy(() -> gpu.optimize(problems, 0)).withMessage("batchSize must be positive: 0");
        }
    }

    private Optimum best(EntryExitProblem problem) {
        Solution open = solver.solve(problem.withCloseAtEndOfDay(false)).solution();
        Solution closing = solver.solve(problem.withCloseAtEndOfDay(true)).solution();
        boolean closes = closing.value() > open.value();
        Solution best = closes ? closing : open;
        return new Optimum(best.point()[0], best.point()[1], closes, best.value());
    }

    @Test
    void takesListsOfArraysAndRefusesThoseThatDoNotFit() {
        List<double[]> closes = List.of(new double[] {0.01, -0.02}, new double[] {0.03});
        List<double[]> highs = List.of(new double[] {0.02, 0.01}, new double[] {0.04});
        List<double[]> lows = List.of(new double[] {-0.01, -0.03}, new double[] {-0.01});
        List<double[]> zeros = List.of(new double[2], new double[1]);
        List<double[]> longs = List.of(new double[] {1, 1}, new double[] {1});
        try (GpuBatch gpu = GpuBatch.on(TestDevices.MOCK_CUDA.open())) {
            List<Optimum> best = gpu.optimize(closes, highs, lows, zeros, zeros, longs, 0.001, 16);
            assertThat(best).hasSize(2);
            // Bought at the low of the bar, just above it, and sold at its high of 4 %, less two fees.
            assertThat(best.get(1).profit()).isCloseTo(0.03 + 0.01 - 0.002, org.assertj.core.data.Offset.offset(1e-9));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gpu.optimize(closes, highs, lows, zeros, zeros, List.of(), 0.001, 16))
                    .withMessage("lists must have 2 simulations like closes: 0");
        }
    }
}
