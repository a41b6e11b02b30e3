package dev.fastback.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StudyTallyTest {
    @Test
    void addsUpInAnyOrderWhatOnePassAddsUp() {
        long seed = Long.getLong("fastback.seed", 83);
        System.out.println("order of results: seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 3, 120))
                .add(SyntheticMarket.bars("BTCUSD", 4, 90))
                .walkForward(new WalkForward(100, 7, 1, 0))
                .build();
        List<SimulationResult> results =
                new ArrayList<>(StudyRunner.run(study, RunOptions.of(new SequentialEngine())).simulations().toList());
        StudyTally inOrder = new StudyTally(study);
        results.forEach(inOrder::add);
        Collections.shuffle(results, new Random(seed));
        StudyTally shuffled = new StudyTally(study);
        results.forEach(shuffled::add);
        StudyTotals expected = inOrder.totals(s -> SymbolOutcome.NONE).orElseThrow();
        StudyTotals totals = shuffled.totals(s -> SymbolOutcome.NONE).orElseThrow();
        assertThat(totals.summary().stream().map(ResultTree::summary).toList())
                .isEqualTo(expected.summary().stream().map(ResultTree::summary).toList());
        assertThat(totals.counts()).isEqualTo(expected.counts());
        assertThat(totals.firstFailures()).isEqualTo(expected.firstFailures());
    }

    @Test
    void givesUpInsteadOfKeepingWithoutBoundWhatWaits() {
        int most = StudyTally.MOST_WAITING;
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 3, 20))
                .walkForward(new WalkForward(most + 2, 7, 1, 0))
                .build();
        StudyTally tally = new StudyTally(study);
        for (int k = 1; k <= most; k++) {
            tally.add(new SimulationResult.Skipped(study.simulation(k), "a test"));
        }
        tally.add(new SimulationResult.Skipped(study.simulation(0), "a test"));
        assertThat(tally.totals(s -> SymbolOutcome.NONE)).isPresent();
        StudyTally lost = new StudyTally(study);
        for (int k = 1; k <= most + 1; k++) {
            lost.add(new SimulationResult.Skipped(study.simulation(k), "a test"));
        }
        lost.add(new SimulationResult.Skipped(study.simulation(0), "a test"));
        assertThat(lost.totals(s -> SymbolOutcome.NONE)).isEmpty();
    }
}
