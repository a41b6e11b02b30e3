package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** What Spark says of a job that failed ends the run, in a line that names the executor and the way out, where no other try would mend it. */
class ExecutorTroubleTest {
    private static final String BEGINNING = "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure: "
            + "Lost task 0.3 in stage 3.0 (TID 7) (10.0.0.7 executor 12): ";

    @Test
    void anotherBuildIsNamed() {
        Build other = new Build(Runtime.version().feature() - 1, Build.here().fastback());
        assertThatExceptionOfType(Build.Mismatch.class).isThrownBy(other::requireHere).satisfies(mismatch -> assertThat(
                        ExecutorTrouble.of(BEGINNING + mismatch + "\n\tat dev.fastback.spark.Build.requireHere(Build.java:90)\n"))
                .contains("an executor runs Fastback " + Build.here().fastback() + " on Java " + Build.here().java() + ", this is " + other.fastback() + " on Java "
                        + other.java() + ": install the same on every machine"));
    }

    @Test
    void anOlderJavaThatCannotReadOurClassesIsNamed() {
        assertThat(ExecutorTrouble.of(BEGINNING + "java.lang.UnsupportedClassVersionError: dev/fastback/spark/Simulate has been compiled by a more recent version of the Java "
                        + "Runtime (class file version 69.0), this version of the Java Runtime only recognizes class file versions up to 61.0\n\tat java.base/java"))
                .contains("executor 12 on 10.0.0.7 runs Java 17, this is Java " + Build.here().java()
                        + ": install the same on every machine, or name its folder there with -Dspark.executorEnv.JAVA_HOME");
    }

    @Test
    void aFullDiskIsNamed() {
        assertThat(ExecutorTrouble.of(BEGINNING + "java.io.UncheckedIOException: x\n\tat y\nCaused by: java.io.IOException: No space left on device\n"))
                .contains("the disk of executor 12 on 10.0.0.7 is full (No space left on device): make room where Spark's worker keeps its files, or start it with "
                        + "another --work-dir and SPARK_LOCAL_DIRS, and resume");
    }

    @Test
    void anythingElseIsTriedAgain() {
        assertThat(ExecutorTrouble.of(BEGINNING + "ExecutorLostFailure (executor 12 exited caused by one of the running tasks)")).isEmpty();
    }
}
