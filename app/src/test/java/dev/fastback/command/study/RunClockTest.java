package dev.fastback.command.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunClockTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not tell when a process began")
    void whatWentBeforeABuildEndedIsNoStart() throws IOException {
        String now = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        double whole = RunClock.ageOfProcess("0");
        assertThat(whole).isPositive();
        assertThat(RunClock.ageOfProcess(now)).isNotNegative().isLessThan(whole);
        assertThat(RunClock.ageOfProcess(Double.toString(Double.parseDouble(now) + 1e6))).isZero();
    }
}
