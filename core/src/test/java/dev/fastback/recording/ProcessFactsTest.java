package dev.fastback.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts are read as they were written, digit by digit, and what is none is refused. */
class ProcessFactsTest {
    @TempDir
    Path folder;

    @Test
    void areReadAsTheyWereWritten() throws IOException {
        Map<String, Double> stages = new LinkedHashMap<>();
        stages.put("simulations", 0.3);
        stages.put("a report", 0.1 + 0.2);
        ProcessFacts facts = new ProcessFacts(
                4711,
                ProcessProfile.WORKER,
                ProcessProfile.ASYNC_PROFILER,
                2,
                1.0 / 3,
                0.12,
                0.3,
                new ThreadFacts(4712, "main", 1e-9, 1.0 / 3, false),
                17.5,
                List.of(new ThreadFacts(5, "C2 CompilerThre", 0.1 + 0.2, 2, false), new ThreadFacts(7, "name=with: signs", 2.0, 1e-3, true)),
                stages);
        facts.write(folder);
        assertThat(ProcessFacts.read(folder.resolve("4711.facts"))).isEqualTo(facts);
        assertThat(ProcessFacts.read(folder.resolve("4711.facts")).stages().keySet()).as("in their order").containsExactly("simulations", "a report");
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
        Runnable work = () -> {};
        assertThat(ProcessProfile.telling(work)).as("nothing is added to a thread that nobody profiles").isSameAs(work);
        assertThat(ProcessProfile.inheritedOptions()).isEmpty();
    }
}
