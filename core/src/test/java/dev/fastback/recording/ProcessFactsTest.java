package dev.fastback.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts are read as they were written, digit by digit, and what is none is refused. */
class ProcessFactsTest {
    @TempDir
    Path folder;

    @Test
    void areReadAsTheyWereWritten() throws IOException {
        ProcessFacts facts = new ProcessFacts(
                4711, ProcessProfile.WORKER, 2, 1.0 / 3, 0.12, 0.3, 1e-9, 17.5, Map.of("C2 CompilerThre", 0.1 + 0.2, "GC Thread#0", 1.0, "name=with:signs", 2.0));
        facts.write(folder);
        assertThat(ProcessFacts.read(folder.resolve("4711.facts"))).isEqualTo(facts);
        try (var files = Files.list(folder)) {
            assertThat(files).as("whole or not at all").hasSize(1);
        }
    }

    @Test
    void whatLacksAFigureIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("1.facts"), "pid=1\nrole=main\n");
        assertThatThrownBy(() -> ProcessFacts.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessage("no processors");
    }

    @Test
    void aProcessThatWasNotAskedForAProfileMakesNone() {
        ProcessProfile.begin(ProcessProfile.MAIN);
        assertThat(ProcessProfile.isOn()).isFalse();
        ProcessProfile.end();
    }
}
