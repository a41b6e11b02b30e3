package dev.fastback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of devices, on PoCL, which is one of this machine's processors. */
class DeviceCheckTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void findsEverythingEqualAndTellsTimes() throws Exception {
        Path file = folder.resolve("device.json");
        int code = run("--device", "pocl", "--size", "tiny", "--json", file.toString());
        if (code == 2 && text().contains("there is no device")) {
            System.out.println("skipped: " + text().strip() + "; install pocl-opencl-icd");
            Assumptions.abort(text());
        }
        assertThat(text()).endsWith("all equal to this machine's processors\n").doesNotContain("DIFFER");
        assertThat(code).isZero();
        assertThat(text().lines().filter(line -> line.endsWith("equal"))).hasSize(7);
        assertThat(text().lines().filter(line -> line.contains(" us each"))).hasSize(7);
        assertThat(Files.readString(file))
                .contains("\"check: exact maximum\":\"equal\"", "\"check: result hash, exact, in floats\":\"equal\"", "\"check: result hash, direct, shared by 16\":\"equal\"", "\"time: exact, with transfers\":{\"millis\":", "\"time: an exact study in doubles\":{", "\"time: an exact study in floats\":{");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("--sizes", "tiny")).isEqualTo(2);
        assertThat(run("--size", "huge")).isEqualTo(2);
        assertThat(run("--device", "no such device")).isEqualTo(2);
        assertThat(text()).contains("there is no option --sizes", "--size must be tiny, small or full: huge", "--device: there is no device no such device");
    }

    private int run(String... args) {
        return DeviceCheck.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), args);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
