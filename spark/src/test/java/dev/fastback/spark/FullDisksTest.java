package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullDisksTest {
    private static final String REASON = "Unable to create executor due to No space left on device";

    private final FullDisks disks = new FullDisks();

    private void fail(int... executors) {
        for (int executor : executors) {
            disks.began("" + executor, "full");
            disks.ended("" + executor, REASON);
        }
    }

    @Test
    void executorsThatNeverBeginEndARun() {
        fail(0, 1, 2);
        assertThat(disks.trouble()).isEmpty();
        fail(3);
        assertThat(disks.trouble()).get().asString().startsWith("the disk of executor 3 on full is full (No space left on device)");
    }

    @Test
    void anotherMachineThatWorksKeepsTheRun() {
        fail(0);
        disks.began("1", "roomy");
        fail(2, 3, 4, 5, 6);
        assertThat(disks.trouble()).as("executor 1 has a long first task").isEmpty();
        disks.ended("1", "worker lost");
        assertThat(disks.trouble()).isPresent();
        disks.answered();
        assertThat(disks.trouble()).isEmpty();
    }

    @Test
    void twoFullMachinesEndARunToo() {
        disks.began("0", "full");
        disks.began("1", "fuller");
        disks.ended("0", REASON);
        disks.began("2", "full");
        disks.ended("1", REASON);
        disks.began("3", "fuller");
        disks.ended("2", REASON);
        disks.began("4", "full");
        disks.ended("3", REASON);
        assertThat(disks.trouble()).get().asString().contains("executor 3 on fuller");
    }

    @Test
    void otherReasonsAreOthersToTell() {
        for (int i = 0; i < 9; i++) {
            disks.began("" + i, "a");
            disks.ended("" + i, "Command exited with code 52");
        }
        assertThat(disks.trouble()).isEmpty();
    }
}
