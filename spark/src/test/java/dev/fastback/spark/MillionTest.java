package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.testkit.MovingAverageStrategy;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million simulations in a parent with a heap of 512 MiB, which its executors' threads share, and results of a job limited to 16 MiB. */
@Timeout(900)
class MillionTest {
    private static final int SYMBOLS = 200;
    private static final String ASKED = "fastback.simulations";
    private static final int SIMULATIONS = Math.ceilDiv(Integer.getInteger(ASKED, 1_000_000), SYMBOLS);

    @Test
    void theParentHoldsFewResultsAtATime() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-Dspark.driver.maxResultSize=16m",
                        "-D" + ASKED + "=" + SYMBOLS * SIMULATIONS, "-cp", System.getProperty("java.class.path"), MillionTest.class.getName())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** What the process runs: ends with 0 if every simulation has come once, completed. */
    public static void main(String[] args) {
        var builder = Study.builder()
                .strategies(List.of(Strategies.of(MovingAverageStrategy.NAME)))
                .search(new SearchSettings("random", 2))
                .walkForward(new WalkForward(SIMULATIONS, 25, 1, 0));
        for (int s = 0; s < SYMBOLS; s++) {
            builder.add(RandomBars.walk(new SplittableRandom(s), SIMULATIONS + 60).withSymbol("S" + s));
        }
        StudyRunner.run(builder.build(), RunOptions.of(new Counting()));
    }

    /** Hands the study to the engine under test, and counts what comes instead of keeping it. */
    private static final class Counting implements Engine {
        @Override
        public String name() {
            return SparkEngine.NAME;
        }

        @Override
        public int workers() {
            return 2;
        }

        @Override
        public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
            BitSet seen = new BitSet();
            long[] completed = {0};
            long start = System.nanoTime();
            new SparkEngine("local[2]", 2, null).run(study, indices, result -> {
                completed[0] += result instanceof Completed ? 1 : 0;
                seen.set(result.simulation().index());
            }, stop);
            System.out.printf("%,d simulations, %,d completed, %.0f s, heap of at most %d MiB%n",
                    seen.cardinality(), completed[0], (System.nanoTime() - start) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
            boolean whole = seen.cardinality() == SYMBOLS * SIMULATIONS && completed[0] == seen.cardinality();
            Runtime.getRuntime().exit(whole ? 0 : 1);
        }
    }
}
