package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster on this machine: a master, two workers, an executor each. */
@Timeout(300)
class ClusterTest {
    @TempDir
    Path folder;

    @Test
    void executorsThatAreKilledLoseNothing() throws Exception {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(4), 1_000))
                .add(RandomBars.walk(new SplittableRandom(5), 1_000).withSymbol("OTHER"))
                .walkForward(new WalkForward(400, 7, 1, 1))
                .build();
        StudyResult expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        Path core = LocalCluster.jar(classes(StudyCodec.class), folder.resolve("core.jar"));
        Path spark = LocalCluster.jar(classes(SparkEngine.class), folder.resolve("spark.jar"));
        System.setProperty("spark.jars", core + "," + spark);
        System.setProperty("spark.executor.memory", "512m");
        int kills = Integer.getInteger("fastback.kills", 1);
        try (LocalCluster cluster = new LocalCluster(folder, 2)) {
            AtomicInteger killed = new AtomicInteger();
            AtomicInteger told = new AtomicInteger();
            RunListener killer = new RunListener() {
                @Override
                public void simulationDone(SimulationResult result, int done, int total) {
                    if (told.incrementAndGet() % 50 == 0 && killed.get() < kills) {
                        List<ProcessHandle> executors = cluster.executors();
                        if (!executors.isEmpty()) {
                            executors.get(killed.getAndIncrement() % executors.size()).destroyForcibly();
                        }
                    }
                }
            };
            StudyResult actual = StudyRunner.run(study, RunOptions.of(new SparkEngine(cluster.master(), 2)).withListener(killer));
            assertThat(killed.get()).as("executors killed").isEqualTo(kills);
            assertThat(actual.count(Completed.class)).isEqualTo(800);
            assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        } finally {
            System.clearProperty("spark.jars");
            System.clearProperty("spark.executor.memory");
        }
    }

    private static Path classes(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
