package dev.fastback.workers;

import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Searches;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Studies and engines of these tests. */
final class Studies {
    private static final long MEMORY = 48L << 20;

    private Studies() {}

    static Study study(int symbols, int simulations) {
        SplittableRandom random = new SplittableRandom(23);
        var builder = Study.builder().walkForward(new WalkForward(simulations, 7, 1, 0));
        for (int s = 0; s < symbols; s++) {
            builder.add(RandomBars.walk(random, simulations + 40).withSymbol("SHARE" + s));
        }
        return builder.build();
    }

    /** Returns a study of one strategy of {@link TestStrategies}, searched by DIRECT. */
    static Study study(String strategy, int simulations, int evaluations) {
        return Study.builder()
                .add(RandomBars.walk(new SplittableRandom(29), simulations + 40).withSymbol("SHARE"))
                .strategies(List.of(Strategies.of(strategy)))
                .search(new SearchSettings(Searches.DIRECT, evaluations))
                .walkForward(new WalkForward(simulations, 7, 1, 0))
                .build();
    }

    static ProcessSettings settings(int workers) {
        return ProcessSettings.of(workers).withMemoryBytes(MEMORY);
    }

    static ProcessEngine faulty(ProcessSettings settings, FaultyWorkerMain.Fault fault, Path once, int... at) {
        return new ProcessEngine(
                settings,
                new WorkerCommand(FaultyWorkerMain.class.getName(), MEMORY, FaultyWorkerMain.options(fault, once, at)));
    }

    static StudyResult run(Study study, ProcessEngine engine) {
        return StudyRunner.run(study, RunOptions.of(engine));
    }

    static StudyResult run(Study study, ProcessEngine engine, StopSignal stop, RunListener listener) {
        return StudyRunner.run(study, RunOptions.of(engine).withStop(stop).withListener(listener));
    }

    /** Returns how many processes this one has started that still live. */
    static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }
}
