package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.classics.Classics;
import dev.fastback.engine.Engine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Metrics;
import dev.fastback.run.RunEvent;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new ThreadEngine(4);
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBytes() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(11), 300).withSymbol("BTCUSD"))
                .build();
        String expected = StudyRunner.run(study).resultHash();
        for (int workers : new int[] {1, 2, 3, 8, 16, 64}) {
            assertThat(StudyRunner.run(study, RunOptions.of(new ThreadEngine(workers))).resultHash())
                    .as(workers + " workers")
                    .isEqualTo(expected);
        }
    }

    @Test
    void threadsGoOnWhileTheReaderIsBusyButNotWithoutBound() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(12), 300).withSymbol("BTCUSD"))
                .walkForward(new WalkForward(20_000, 7, 1, 0))
                .build();
        int most = ThreadEngine.mostWaiting(study);
        AtomicInteger begun = new AtomicInteger();
        Semaphore enough = new Semaphore(0);
        ThreadEngine engine = new ThreadEngine("counting", 2, ThreadEngine.CHUNK, (prepared, taken, end) -> {
            if (begun.addAndGet(taken.length) >= most) {
                enough.release();
            }
            return Arrays.stream(taken).mapToObj(prepared::run).toList();
        }, null);
        AtomicInteger largest = new AtomicInteger();
        AtomicInteger stored = new AtomicInteger();
        RunListener busy = new RunListener() {
            @Override
            public void on(RunEvent event) {
                if (event instanceof RunEvent.ResultsStored results) {
                    stored.addAndGet(results.results().size());
                    if (largest.get() == 0) {
                        acquire(enough);
                    }
                    largest.accumulateAndGet(begun.get() - stored.get(), Math::max);
                }
            }
        };
        StudyRunner.run(study, RunOptions.of(engine).withListener(busy));
        assertThat(stored.get()).isEqualTo(20_000);
        assertThat(most).isGreaterThan(500);
        assertThat(largest.get()).isBetween(most / 2, most + 256 + 4 * ThreadEngine.CHUNK);
    }

    private static void acquire(Semaphore semaphore) {
        try {
            assertThat(semaphore.tryAcquire(30, TimeUnit.SECONDS)).as("threads went on").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void resultsOfAnySizeWaitAFewAtATime() {
        assertThat(ThreadEngine.mostWaiting(study(SearchSettings.EXACT, "return"))).isPositive();
        assertThat(ThreadEngine.mostWaiting(study(SearchSettings.EXACT.withSharedBy(4), "return"))).as("come together").isZero();
        SearchSettings grid = new SearchSettings("grid", null);
        assertThat(ThreadEngine.mostWaiting(study(grid, "return"))).as("with trials").isZero();
        SearchSettings none = grid.withRules(new SearchRules(16, null, null, KeptTrials.NONE));
        assertThat(ThreadEngine.mostWaiting(study(none, "return"))).isPositive();
        assertThat(ThreadEngine.mostWaiting(study(none, "sharpe,-drawdown"))).as("with fronts").isZero();
    }

    private static Study study(SearchSettings search, String metric) {
        return Study.builder()
                .add(RandomBars.walk(new SplittableRandom(13), 300).withSymbol("BTCUSD"))
                .strategies(List.of(search.name().equals("exact") ? new MaxDiff() : Classics.of("sma-cross", Map.of("fast", "2..7", "slow", "5..20"))))
                .search(search)
                .metric(Metrics.of(metric))
                .build();
    }

    @Test
    void refusesNoWorkers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ThreadEngine(0)).withMessageContaining("workers");
    }
}
