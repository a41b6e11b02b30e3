package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectBatchPropertyTest {
    @Test
    void findsTheSameHoweverABatchIsComputed() {
        SplittableRandom random = Seeds.random("findsTheSameHoweverABatchIsComputed", 42);
        for (int i = 0; i < 200; i++) {
            EntryExitProblem problem = problem(random);
            DirectConfig config = List.of(
                            DirectConfig.scipy(500),
                            DirectConfig.scipy(200).withLocallyBiased(false),
                            DirectConfig.original(300),
                            DirectConfig.originalLocal(100))
                    .get(i % 4);
            DirectSearch search = new DirectSearch(config);
            Solution batched = search.search(new EntryExitObjective(problem, ScalarEvaluator.INSTANCE));
            Solution single = search.search(new EntryExitObjective(problem, new Single(random.nextBoolean())));
            assertThat(single).as("problem %d", i).isEqualTo(batched);
            double[] best = batched.point();
            assertThat(ProfitKernel.profit(problem, best[0], best[1])).isEqualTo(batched.value());
        }
    }

    // Moves on a coarse grid, so that there are plateaus and ties.
    private static EntryExitProblem problem(SplittableRandom random) {
        int bars = 1 + random.nextInt(40);
        double[][] columns = new double[6][bars];
        for (int i = 0; i < bars; i++) {
            columns[0][i] = random.nextInt(-20, 21) / 1024.0;
            columns[1][i] = Math.max(0, columns[0][i]) + random.nextInt(20) / 1024.0;
            columns[2][i] = Math.min(0, columns[0][i]) - random.nextInt(20) / 1024.0;
            columns[3][i] = columns[1][i] + random.nextInt(-8, 9) / 1024.0;
            columns[4][i] = columns[2][i] + random.nextInt(-8, 9) / 1024.0;
            columns[5][i] = random.nextInt(-1, 2);
        }
        return EntryExitProblem.builder()
                .moves(columns[0], columns[1], columns[2])
                .forecasts(columns[3], columns[4])
                .legs(columns[5])
                .fee(0.0005, random.nextBoolean() ? FeeRule.ORIGINAL : FeeRule.PER_FILL)
                .closeAtEndOfDay(random.nextBoolean())
                .build();
    }

    /** Computes candidates one at a time, forwards or backwards. */
    private record Single(boolean backwards) implements ProfitEvaluator {
        @Override
        public String name() {
            return "single";
        }

        @Override
        public void evaluate(
                EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
            for (int k = from; k < to; k++) {
                int i = backwards ? from + to - 1 - k : k;
                double[] profit = new double[1];
                ScalarEvaluator.INSTANCE.evaluate(
                        problem, new double[] {highs[i]}, new double[] {lows[i]}, 0, 1, profit);
                profits[i] = profit[0];
            }
        }
    }
}
