package dev.fastback.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JVM's lines tell how often the collector ran, and its pauses alone held everything up. */
class CollectorWorkTest {
    @Test
    void pausesAreAddedUpAndCollectionsCounted() {
        CollectorWork work = CollectorWork.of(List.of(
                "Using Serial",
                "GC(0) Pause Young (Allocation Failure) 12M->3M(40M) 3.456ms",
                "GC(1) Concurrent Mark Cycle",
                "GC(1) Pause Remark 40M->38M(90M) 1.000ms",
                "GC(1) Pause Cleanup 38M->38M(90M) 0.500ms",
                "GC(1) Concurrent Mark Cycle 20.000ms",
                "GC(2) Pause Full (Metadata GC Threshold) 20M->18M(61M) 30.1ms"));
        assertThat(work.count()).isEqualTo(3);
        assertThat(work.pauseSeconds()).isEqualTo(0.035056, within(1e-12));
    }

    @Test
    void aProcessWithoutCollectionsHasNone() throws IOException {
        assertThat(CollectorWork.read(Path.of("no-such-file.gc"))).isEqualTo(CollectorWork.NONE);
        assertThat(CollectorWork.of(List.of("Using Serial"))).isEqualTo(CollectorWork.NONE);
    }
}
