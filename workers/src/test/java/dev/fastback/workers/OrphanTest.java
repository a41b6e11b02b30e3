package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.workers.FaultyWorkerMain.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers never outlive the engine's process, even when it is killed with -9. */
@Timeout(60)
class OrphanTest {
    @ParameterizedTest
    @EnumSource(names = {"SLOW", "HANG"})
    void workersEndWhenTheEngineIsKilled(Fault fault) throws Exception {
        Process engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName(),
                        fault.name())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> workers = List.of();
        try {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (workers.size() < 3 && System.nanoTime() < deadline && engine.isAlive()) {
                Thread.sleep(20);
                workers = engine.descendants().toList();
            }
            assertThat(workers).hasSize(3);
            Thread.sleep(300); // into their simulations
            engine.destroyForcibly();
            assertThat(engine.waitFor(5, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(5, TimeUnit.SECONDS);
            }
            assertThat(workers).noneMatch(ProcessHandle::isAlive);
        } finally {
            engine.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** An engine with three workers that is busy for a long time. */
    static final class EngineMain {
        public static void main(String[] args) {
            Studies.run(Studies.study(10, 900), Studies.faulty(Studies.settings(3), Fault.valueOf(args[0]), null));
        }
    }
}
