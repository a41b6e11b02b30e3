package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.workers.FaultyWorkerMain.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers never outlive the engine's process, even when it is killed with -9. A JVM takes seconds to start, and to end then, on a busy machine. */
@Timeout(120)
class OrphanTest {
    @ParameterizedTest
    @EnumSource(names = {"SLOW", "HANG"})
    void workersEndWhenTheEngineIsKilled(Fault fault) throws Exception {
        Process engine = engine(fault);
        List<ProcessHandle> workers = List.of();
        try {
            workers = workers(engine, 3);
            assertThat(workers).hasSize(3);
            Thread.sleep(300); // into their simulations
            engine.destroyForcibly();
            assertThat(engine.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertAllExit(workers);
        } finally {
            engine.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Such a worker exits once its JVM is up; what Java starts it with, at once. */
    @RepeatedTest(3)
    void workersThatAreBeingStartedEndToo() throws Exception {
        Process engine = engine(Fault.HANG);
        List<ProcessHandle> workers = List.of();
        try {
            workers = workers(engine, 1);
            engine.destroyForcibly();
            assertThat(engine.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertAllExit(workers);
        } finally {
            engine.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Process engine(Fault fault) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName(),
                        fault.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until an engine has started a number of processes, at least: workers, or what Java starts them with. */
    private static List<ProcessHandle> workers(Process engine, int count) throws InterruptedException {
        List<ProcessHandle> workers = List.of();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (workers.size() < count && System.nanoTime() < deadline && engine.isAlive()) {
            Thread.sleep(count == 1 ? 1 : 20);
            workers = engine.descendants().toList();
        }
        assertThat(workers).hasSizeGreaterThanOrEqualTo(count);
        return workers;
    }

    private static void assertAllExit(List<ProcessHandle> workers) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(workers).noneMatch(ProcessHandle::isAlive);
    }

    /** An engine with three workers that is busy for a long time. */
    static final class EngineMain {
        public static void main(String[] args) {
            Studies.run(Studies.study(10, 900), Studies.faulty(Studies.settings(3), Fault.valueOf(args[0]), null));
        }
    }
}
