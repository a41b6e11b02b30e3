package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.strategy.builtin.EntryExitRules;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a pair of multipliers earned, against its definition bar by bar. */
class EntryExitScoreTest {
    @Test
    void totalTradesAndAmbiguousBarsAreThoseOfTheDefinition() {
        RandomProblems problems = RandomProblems.of("EntryExitScoreTest", 20261129);
        SplittableRandom random = problems.random();
        for (int round = 0; round < 3_000; round++) {
            EntryExitProblem problem = problems.next(random.nextInt(1, 40));
            double high = random.nextDouble(-0.03, 0.03);
            double low = random.nextDouble(-0.03, 0.03);
            if (round % 3 == 0) { // on an edge
                int bar = random.nextInt(problem.bars());
                high = problem.high()[bar] - problem.highForecast()[bar];
                low = problem.low()[bar] - problem.lowForecast()[bar];
            }
            Evaluation score = EntryExitRules.score(problem, 252, high, low);
            assertThat(score.totalReturn()).isEqualTo(ProfitKernel.profit(problem, high, low));
            assertThat(new int[] {score.trades(), score.ambiguousBars()}).containsExactly(counted(problem, high, low));
            EntryExitObjective objective = EntryExitObjective.ofBothModes(problem, ScalarEvaluator.INSTANCE);
            for (boolean closes : new boolean[] {false, true}) {
                assertThat(objective.valueAt(high, low, closes ? 1 : 0))
                        .isEqualTo(ProfitKernel.profit(problem.withCloseAtEndOfDay(closes), high, low));
            }
        }
    }

    /** Returns trades and bars whose order inside the bar is unknown. */
    private static int[] counted(EntryExitProblem problem, double high, double low) {
        int trades = 0;
        int ambiguous = 0;
        for (int i = 0; i < problem.bars(); i++) {
            double h = ProfitKernel.highLevel(problem.highForecast()[i], high);
            double l = ProfitKernel.lowLevel(problem.lowForecast()[i], low);
            boolean unknown = false;
            for (int leg = 0; leg < problem.legCount(); leg++) {
                double position = problem.leg(leg)[i];
                boolean filled = position > 0 ? l > problem.low()[i] : position < 0 && h < problem.high()[i];
                boolean left = position > 0 ? h <= problem.high()[i] : l >= problem.low()[i];
                trades += filled ? 1 : 0;
                unknown |= filled && left && !problem.closeAtEndOfDay();
            }
            ambiguous += unknown ? 1 : 0;
        }
        return new int[] {trades, ambiguous};
    }
}
