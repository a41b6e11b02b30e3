package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.gpu.GpuBatch.BestPair;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairProfitsTest {
    @ParameterizedTest
    @EnumSource
    void givesTheBitsOfThePlainKernel(TestDevices kind) {
        SplittableRandom random = Seeds.random("PairProfitsTest " + kind, 99);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            problems.add(RandomProfits.problem(random, k % 9 == 8 ? 300 : k % 12));
        }
        double[][] own = new double[problems.size()][];
        double[][] ownLows = new double[problems.size()][];
        for (int q = 0; q < own.length; q++) {
            own[q] = numbers(random, q % 41);
            ownLows[q] = numbers(random, q % 41);
        }
        double[][] shared = {numbers(random, 150)};
        double[][] sharedLows = {numbers(random, 150)};
        try (GpuBatch gpu = GpuBatch.on(kind.open())) {
            double[][] individual = gpu.profits(problems, own, ownLows);
            double[][] together = gpu.profits(problems, shared, sharedLows);
            List<BestPair> best = gpu.best(problems, shared, sharedLows);
            for (int q = 0; q < own.length; q++) {
                EntryExitProblem problem = problems.get(q);
                assertThat(individual[q]).as("problem %s", q).isEqualTo(profits(problem, own[q], ownLows[q]));
                double[] expected = profits(problem, shared[0], sharedLows[0]);
                assertThat(together[q]).as("problem %s", q).isEqualTo(expected);
                assertThat(best.get(q)).isEqualTo(best(expected));
            }
        }
    }

    private static double[] numbers(SplittableRandom random, int count) {
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++) {
            // Some on a grid, so that levels meet extremes and profits tie.
            numbers[k] = k % 3 == 0 ? Math.rint(random.nextDouble(-0.03, 0.03) * 512) / 512 : random.nextDouble(-0.03, 0.03);
        }
        return numbers;
    }

    private static double[] profits(EntryExitProblem problem, double[] highs, double[] lows) {
        double[] profits = new double[highs.length];
        for (int k = 0; k < profits.length; k++) {
            profits[k] = ProfitKernel.profit(problem, highs[k], lows[k]);
        }
        return profits;
    }

    private static BestPair best(double[] profits) {
        int at = -1;
        for (int k = 0; k < profits.length; k++) {
            if (at < 0 || profits[k] > profits[at]) {
                at = k;
            }
        }
        return new BestPair(at, at < 0 ? Double.NEGATIVE_INFINITY : profits[at]);
    }
}
