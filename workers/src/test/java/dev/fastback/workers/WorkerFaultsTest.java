package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fastback.engine.EngineException;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.workers.FaultyWorkerMain.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to workers, the run ends as the sequential engine's, or with one failure that says what happened. */
@Timeout(120)
class WorkerFaultsTest {
    private static final Study STUDY = Studies.study(2, 40);
    private static final int[] SOME = {0, 41};

    @TempDir
    Path folder;

    @AfterEach
    void leavesNoProcessBehind() {
        assertThat(Studies.children()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultThatPassesChangesNothing(Fault fault) {
        ProcessSettings settings = Studies.settings(2)
                .withSilence(Duration.ofSeconds(3))
                .withSimulationTimeout(Duration.ofSeconds(3));
        StudyResult result = Studies.run(STUDY, Studies.faulty(settings, fault, folder, SOME));
        assertThat(result.resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
        assertThat(folder).isDirectoryContaining("glob:**" + fault + "-41");
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, 'ended its workers, the last: killed by signal 9'",
        "EXIT, 'ended its workers, the last: exited with code 7'",
        "OUT_OF_MEMORY, 'ended its workers, the last: OutOfMemoryError'",
        "ERROR, 'ended its workers, the last: LinkageError: no such class'",
        "HANG, 'ended its workers, the last: ran longer than 2.0 s'",
        "CORRUPT_FRAME, 'ended its workers, the last: sent a RESULT frame with a wrong checksum'",
        "GARBAGE, 'ended its workers, the last: sent bytes that are not a frame'",
        "WRONG_INDEX, 'ended its workers, the last: sent a result of a simulation that was not due'",
        "UNDECODABLE, 'ended its workers, the last: sent an unreadable result'"
    })
    void aSimulationThatAlwaysEndsItsWorkerFailsAlone(Fault fault, String why) {
        ProcessSettings settings = Studies.settings(2).withSimulationTimeout(Duration.ofSeconds(2));
        StudyResult result = Studies.run(STUDY, Studies.faulty(settings, fault, null, 41));
        List<SimulationResult> expected = StudyRunner.run(STUDY).simulations().toList();
        List<SimulationResult> actual = result.simulations().toList();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            if (i == 41) {
                Failed failed = (Failed) actual.get(i);
                assertThat(failed.why()).startsWith(why);
                assertThat(failed.details())
                        .contains("simulation 41: symbol SHARE1, fold 1, fitted on bars", "search exact", "worker 1: ", "a worker that will " + fault);
            } else {
                assertThat(actual.get(i)).isInstanceOf(Completed.class);
                // The failed fold's bar is missing from the unseen path: around it, what is held is left and bought again.
                boolean beside = Math.abs(i - 41) == 1;
                assertThat(figures(actual.get(i), beside)).isEqualTo(figures(expected.get(i), beside));
            }
        }
    }

    /** Returns the figures of the last strategy, all or those in sample. */
    private static Map<Figure, Object> figures(SimulationResult result, boolean inSample) {
        Figures figures = ((Completed) result).strategies().getLast().figures();
        Map<Figure, Object> map = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.all()) {
            if (figures.has(figure) && !(inSample && "outOfSample".equals(figure.group()))) {
                map.put(figure, figures.value(figure));
            }
        }
        return map;
    }

    @Test
    void anErrorShowsTheWorkersOwnStackTrace() {
        StudyResult result = Studies.run(Studies.study(1, 3), Studies.faulty(Studies.settings(1), Fault.ERROR, null, 1));
        Failed failed = (Failed) result.simulations().toList().get(1);
        assertThat(failed.details()).contains("java.lang.LinkageError: no such class", "FaultyWorkerMain.happen", "Worker.simulate");
    }

    @Test
    void workersThatDoNotStartStopTheRunWithOneLine() {
        WorkerCommand noClass = new WorkerCommand("dev.fastback.NoSuchMain", 32 << 20, List.of());
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, new ProcessEngine(Studies.settings(4), noClass)))
                .withMessageContaining("worker processes do not start")
                .withMessageContaining("dev.fastback.NoSuchMain");
        WorkerCommand badOption = new WorkerCommand(WorkerMain.class.getName(), 32 << 20, List.of("-XX:+NoSuchOption"));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, new ProcessEngine(Studies.settings(1), badOption)))
                .withMessageContaining("NoSuchOption");
        WorkerCommand tooLarge = new WorkerCommand(WorkerMain.class.getName(), 100_000L << 30, List.of());
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, new ProcessEngine(Studies.settings(1), tooLarge)))
                .withMessageContaining("eap") // for a heap of this size there is no room; the words are Java's
                .withMessageNotContaining("initialization of VM");
        WorkerCommand talker = new WorkerCommand(TalkingMain.class.getName(), 32 << 20, List.of());
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, new ProcessEngine(Studies.settings(1), talker)))
                .withMessageContaining("sent bytes that are not a frame");
    }

    @Test
    void workersKilledAsTheyStartDoNotCountAsWorkersThatFail() {
        WorkerCommand unlucky = new WorkerCommand(UnluckyMain.class.getName(), 48 << 20, List.of("-Dstarts=" + folder));
        StudyResult result = Studies.run(STUDY, new ProcessEngine(Studies.settings(1), unlucky));
        assertThat(result.resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
        assertThat(folder).isDirectoryContaining("glob:**start-6");
    }

    @Test
    void aProcessThatTheSystemDoesNotStartIsNotToBlame() {
        WorkerExit exit = WorkerExit.ofStart(new IOException("Failed to exec spawn helper: signal: 9\nPossible reasons:\n  - another"));
        assertThat(exit.kind()).isEqualTo(WorkerExit.Kind.EXTERNAL);
        assertThat(exit.reason()).isEqualTo("cannot be started: Failed to exec spawn helper: signal: 9");
    }

    @Test
    void aStopWaitsForNoSimulationThatHangs() {
        StopSignal stop = new StopSignal();
        long[] stopped = new long[1];
        ProcessEngine engine = Studies.faulty(Studies.settings(2), Fault.HANG, null, 7, 20);
        StudyResult result = Studies.run(STUDY, engine, stop, new RunListener() {
            @Override
            public void simulationDone(SimulationResult r, int done, int total) {
                stop.request();
                stopped[0] = System.nanoTime();
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - stopped[0])).isLessThan(Duration.ofMillis(2_500));
        assertThat(result.count(Completed.class)).isPositive();
        assertThat(result.count(Completed.class) + result.count(Interrupted.class)).isEqualTo(80);
    }

    @Test
    void aStopEndsTheSearchesInWorkers() throws InterruptedException {
        Study study = Studies.study(TestStrategies.SLOW, 4, 1_000_000);
        WorkerCommand noting = new WorkerCommand(NotingMain.class.getName(), 48 << 20, List.of("-Dnotes=" + folder));
        StopSignal stop = new StopSignal();
        Thread stopper = Thread.ofPlatform().start(() -> {
            awaitFile(folder.resolve("begun"));
            stop.request();
        });
        StudyResult result = Studies.run(study, new ProcessEngine(Studies.settings(1), noting), stop, RunListener.NONE);
        stopper.join();
        assertThat(result.count(Interrupted.class)).isEqualTo(4);
        assertThat(folder).isDirectoryContaining("glob:**interrupted");
    }

    @Test
    void aReaderThatThrowsLeavesNoProcessEvenWhenWorkersHang() {
        ProcessEngine engine = Studies.faulty(Studies.settings(3), Fault.HANG, null, 7, 20);
        assertThatIllegalStateException().isThrownBy(() -> Studies.run(STUDY, engine, new StopSignal(), new RunListener() {
            @Override
            public void simulationDone(SimulationResult r, int done, int total) {
                throw new IllegalStateException("full");
            }
        }));
        assertThat(Studies.children()).isZero();
    }

    @Test
    void anInterruptedCallerLeavesNoProcess() throws InterruptedException {
        ProcessEngine engine = Studies.faulty(Studies.settings(2), Fault.HANG, null);
        Throwable[] thrown = new Throwable[1];
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                Studies.run(STUDY, engine);
            } catch (IllegalStateException e) {
                thrown[0] = e;
            }
        });
        Thread.sleep(700);
        caller.interrupt();
        caller.join(Duration.ofSeconds(10));
        assertThat(thrown[0]).hasMessageContaining("interrupted");
    }

    private static void awaitFile(Path file) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(file) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A worker that leaves a file when a simulation begins, and when one is given up. */
    static final class NotingMain {
        public static void main(String[] args) {
            Path folder = Path.of(System.getProperty("notes"));
            WorkerMain.start(args, (study, index) -> {
                note(folder.resolve("begun"));
                SimulationResult result = study.run(index);
                if (result instanceof Interrupted) {
                    note(folder.resolve("interrupted"));
                }
                return result;
            });
        }

        private static void note(Path file) {
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A worker that is killed at its first four starts and fails at the two after them. */
    static final class UnluckyMain {
        private static final int KILLED = 4;
        private static final int FAILED = 2;

        public static void main(String[] args) throws IOException, InterruptedException {
            Path folder = Path.of(System.getProperty("starts"));
            int start = 1;
            while (Files.exists(folder.resolve("start-" + start))) {
                start++;
            }
            Files.createFile(folder.resolve("start-" + start));
            if (start <= KILLED) {
                new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
                Thread.sleep(60_000);
            } else if (start <= KILLED + FAILED) {
                System.exit(7);
            }
            WorkerMain.main(args);
        }
    }

    /** A program that knows nothing of frames. */
    static final class TalkingMain {
        public static void main(String[] args) {
            System.out.println("Good morning. How do you do?");
        }
    }
}
