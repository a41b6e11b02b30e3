package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.workers.FaultyWorkerMain.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers never outlive the engine's process, even when it is killed with -9. */
@Timeout(60)
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
            assertThat(engine.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertAllExit(workers, 5);
        } finally {
            engine.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Such a worker exits once its JVM is up, which takes seconds on a busy machine. */
    @Test
    void workersThatAreBeingStartedEndToo() throws Exception {
        Process engine = engine(Fault.HANG);
        List<ProcessHandle> workers = List.of();
        try {
            workers = workers(engine, 1);
            engine.destroyForcibly();
            assertThat(engine.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertAllExit(workers, 30);
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

    /**
     * Waits until an engine has started a number of workers, at least. What Java starts processes with is none: two such helpers that lose their parent at once keep
     * each other's pipes open.
     */
    private static List<ProcessHandle> workers(Process engine, int count) throws InterruptedException {
        List<ProcessHandle> workers = List.of();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (workers.size() < count && System.nanoTime() < deadline && engine.isAlive()) {
            Thread.sleep(count == 1 ? 1 : 20);
            workers = engine.descendants()
                    .filter(process -> process.info().command().map(command -> command.endsWith("java")).orElse(false))
                    .toList();
        }
        assertThat(workers).hasSizeGreaterThanOrEqualTo(count);
        return workers;
    }

    private static void assertAllExit(List<ProcessHandle> workers, int seconds) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(seconds, TimeUnit.SECONDS);
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
