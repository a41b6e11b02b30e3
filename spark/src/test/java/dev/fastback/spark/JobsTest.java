package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.engine.EngineException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class JobsTest {
    /** A master that gives an application up, because its executors do not start, closes the connection under the run. */
    @Test
    void aConnectionThatIsClosedUnderTheRunEndsItInALine() {
        JavaSparkContext spark = Cluster.connect("local[2]", 2);
        Jobs<Simulate.Task, Simulate.Answer> jobs = new Jobs<>(spark, null, new Work(spark)); // nothing is sent
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(jobs::turn)
                .withMessageStartingWith("Spark has ended: ")
                .withMessageEndingWith("; where executors do not start, the logs of its workers say why");
        assertThatExceptionOfType(EngineException.class).isThrownBy(jobs::turn).withMessageStartingWith("Spark has ended: ");
    }

    /** Closes the connection when it is asked for a task. */
    private record Work(JavaSparkContext spark) implements Jobs.Work<Simulate.Task, Simulate.Answer> {
        @Override
        public Simulate.Task next(int parallelism) {
            spark.stop();
            return new Simulate.Task(new int[] {0}, new Slice[0]);
        }

        @Override
        public List<Simulate.Task> take(Simulate.Task task, Simulate.Answer answer) {
            return List.of();
        }

        @Override
        public List<Simulate.Task> parts(Simulate.Task task) {
            return List.of();
        }

        @Override
        public void lost(Simulate.Task task, String reason) {}
    }
}
