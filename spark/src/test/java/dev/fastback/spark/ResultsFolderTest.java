package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.codec.ResultFiles;
import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.WorkerState;
import dev.fastback.journal.ResultPlace;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.study.Study;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.fault.SmallDisk;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that write results to a folder: the same results, each in a file; where the disk is full, sent as without. */
@Timeout(300)
class ResultsFolderTest {
    private static final Study STUDY = Study.builder()
            .add(RandomBars.walk(new SplittableRandom(146), 400))
            .add(RandomBars.walk(new SplittableRandom(147), 300).withSymbol("OTHER"))
            .walkForward(new WalkForward(200, 7, 1, 1))
            .build();
    private static final String EXPECTED = StudyRunner.run(STUDY, RunOptions.of(new SequentialEngine())).resultHash();

    @TempDir
    Path folder;

    /** Keeps the place of each result beside handing it on. */
    private static final class Watching implements Engine {
        private final Engine engine;
        private final Map<Integer, ResultPlace> places = new TreeMap<>();

        Watching(Engine engine) {
            this.engine = engine;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public int workers() {
            return engine.workers();
        }

        @Override
        public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
            engine.run(study, indices, new ResultSink() {
                @Override
                public void accept(SimulationResult result) {
                    sink.accept(result);
                }

                @Override
                public void accept(SimulationResult result, ResultPlace place) {
                    places.put(result.simulation().index(), place);
                    sink.accept(result, place);
                }

                @Override
                public void idle() {
                    sink.idle();
                }

                @Override
                public void workers(List<WorkerState> states) {
                    sink.workers(states);
                }
            }, stop);
        }
    }

    private Watching run() {
        Watching engine = new Watching(new SparkEngine("local[2]", 2, folder));
        assertThat(StudyRunner.run(STUDY, RunOptions.of(engine)).resultHash()).isEqualTo(EXPECTED);
        return engine;
    }

    @Test
    void everyResultLiesInAFileOfTheRun() throws Exception {
        Watching engine = run();
        assertThat(engine.places).hasSize(STUDY.simulationCount());
        try (Stream<Path> runs = Files.list(folder)) {
            Path own = runs.findFirst().orElseThrow();
            try (Stream<Path> files = Files.list(own)) {
                assertThat(files.map(Path::toString)).allMatch(file -> file.endsWith(ResultFiles.SUFFIX))
                        .containsExactlyInAnyOrderElementsOf(engine.places.values().stream().map(ResultPlace::file).distinct().toList());
            }
        }
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, "size=60k")) {
            Watching engine = run();
            Objects.requireNonNull(disk);
            assertThat(engine.places.size()).as("results that found room").isBetween(1, STUDY.simulationCount() - 1);
        }
    }
}
