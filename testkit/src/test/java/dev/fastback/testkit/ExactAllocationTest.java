package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Windows;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactAllocationTest {
    @ParameterizedTest
    @ValueSource(ints = {6, 200, 1000})
    void aSolveAllocatesNextToNothingOnceItsMemoryIsThere(int bars) {
        List<EntryExitProblem> problems = problems(bars);
        EntryExitSolver solver = new EntryExitSolver();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) {
            problems.forEach(solver::solve);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < problems.size(); i++) {
            solver.solve(problems.get(i));
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / problems.size();
        // The solution and its cell; the work itself needs memory for 40 numbers a bar.
        assertThat(each).isLessThan(1000);
    }

    private static List<EntryExitProblem> problems(int size) {
        BarSeries bars = RandomBars.walk(new SplittableRandom(9), size + 40);
        List<Fold> folds = new WalkForward(20, size + 1, 0, 0).folds(bars.size());
        Forecasts forecasts = ForecastPlan.of(bars, folds, false).run(Forecasters.of("mean5"));
        Windows windows = Windows.of(bars, forecasts);
        return folds.stream()
                .map(fold -> new MaxDiffAlwaysOn().problem(
                        windows.window(fold.fitFrom(), fold.fitTo()), Market.of(AssetClass.STOCK), fold.index() % 2 == 1))
                .toList();
    }
}
