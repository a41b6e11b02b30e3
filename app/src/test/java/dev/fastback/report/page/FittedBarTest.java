package dev.fastback.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sum is shared out over the bars, a compounded total is undone: 1,331 % over 659 bars are 0.4 % a bar, not 2 %. */
class FittedBarTest {
    @Test
    void aSumIsSharedOutOverTheBars() {
        Study study = study("maxdiff", "exact");
        Completed newest = newest(study);
        assertThat(FittedBar.of(study, 0, newest)).isEqualTo(total(newest) / newest.simulation().fold().fitBars());
    }

    @Test
    void aCompoundedTotalIsUndone() {
        Study study = study("sma-cross", "random");
        Completed newest = newest(study);
        double perBar = FittedBar.of(study, 0, newest);
        assertThat(Math.pow(1 + perBar, newest.simulation().fold().fitBars()) - 1).isCloseTo(total(newest), within(1e-9));
    }

    private static Study study(String strategy, String search) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 900))
                .strategies(List.of(Strategies.of(strategy)))
                .search(new SearchSettings(search, search.equals("exact") ? null : 50))
                .walkForward(new WalkForward(2, 200, 5, 5, false, 0, true, 0))
                .build();
    }

    private static Completed newest(Study study) {
        return (Completed) StudyRunner.run(study, RunOptions.of(new SequentialEngine())).simulations().findFirst().orElseThrow();
    }

    private static double total(Completed simulation) {
        return simulation.strategies().getFirst().figures().real(Figure.RETURN);
    }
}
