package dev.fastback.bench;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the original's whole run take, warm, on one thread: 50 simulations of all strategies with {@code mean5}, forecasts
 * included? {@code bench/run WalkForwardBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WalkForwardBenchmark {
    @Param({"exact", "direct"})
    String search = "exact";

    private Study study = study("exact");

    /** Makes the study. */
    @Setup
    public void prepare() {
        study = study(search);
    }

    /** The whole study. */
    @Benchmark
    public StudyResult walkForward() {
        return StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
    }

    private static Study study(String search) {
        return Study.builder()
                .add(SyntheticMarket.bars("ETHUSD"))
                .search(search.equals("exact") ? SearchSettings.EXACT : SearchSettings.of(Mode.PRODUCTION))
                .build();
    }
}
