package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.run.StudyRunner;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.study.Study;
import dev.fastback.testkit.fault.SlowPipe;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers whose pipes give and take a few bytes at a time are slow, and nothing else. */
@Timeout(60)
class SlowPipeTest {
    private static final long MEMORY = 48L << 20;

    @Test
    void workersBehindSlowPipesGiveTheSameBytes() {
        Study study = Studies.study(2, 40);
        WorkerCommand slow = new WorkerCommand(SlowMain.class.getName(), MEMORY, List.of());
        ProcessSettings settings = Studies.settings(2).withSilence(Duration.ofSeconds(10));
        assertThat(Studies.run(study, new ProcessEngine(settings, slow)).resultHash())
                .isEqualTo(StudyRunner.run(study).resultHash());
        assertThat(Studies.children()).isZero();
    }

    /** A worker whose standard streams are slow. */
    static final class SlowMain {
        private static final int BYTES_IN = 257;
        private static final int BYTES_OUT = 13;
        private static final long PAUSE_MICROS = 50;

        public static void main(String[] args) {
            System.setOut(System.err);
            new Worker(
                            SlowPipe.in(new FileInputStream(FileDescriptor.in), BYTES_IN, PAUSE_MICROS),
                            SlowPipe.out(new FileOutputStream(FileDescriptor.out), BYTES_OUT, PAUSE_MICROS),
                            Long.parseLong(args[0]),
                            PreparedStudy::run)
                    .run();
        }
    }
}
