package dev.fastback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
    @Test
    void theUsualEngineFollowsTheNumberOfWorkers() {
        assertThat(Engines.usual(EngineSettings.ofWorkers(1)).name()).isEqualTo("sequential");
        Engine three = Engines.usual(EngineSettings.ofWorkers(3));
        assertThat(three.name()).isEqualTo("threads");
        assertThat(three.workers()).isEqualTo(3);
        assertThat(three.bytesPerWorker()).as("simulations run in this process").isEmpty();
        assertThat(Engines.usual(EngineSettings.NONE).workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void everyEngineIsNamedAsItsProviderIs() {
        assertThat(Engines.all().names()).startsWith("sequential", "threads");
        for (EngineProvider provider : Engines.all().all()) {
            assertThat(provider.create(EngineSettings.ofWorkers(1)).name()).isEqualTo(provider.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "threads"})
    void limitsOfWorkerProcessesAreRefusedByTheNameOfTheirOption(String name) {
        EngineProvider provider = Engines.all().get(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new EngineSettings(1, 1L << 30, null)))
                .withMessage("--memory-per-worker needs --engine processes: 1g");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new EngineSettings(null, null, Duration.ofMinutes(10))))
                .withMessage("--simulation-timeout needs --engine processes: PT10M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new EngineSettings(null, null, null, true, null, null, false, null, null)))
                .withMessage("--model-per-worker needs --engine processes or spark: workers in one process share one model");
    }

    @Test
    void numbersOfWorkersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EngineSettings.ofWorkers(0)).withMessage("--workers must be positive: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Engines.all().get("sequential").create(EngineSettings.ofWorkers(4)))
                .withMessage("--engine sequential runs one simulation at a time: --workers 4");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1023, 1023", "1024, 1k", "1536, 1536", "16777216, 16m", "1610612736, 1536m", "1073741824, 1g"})
    void sizesAreWrittenAsOptionsTakeThem(long bytes, String text) {
        assertThat(EngineSettings.size(bytes)).isEqualTo(text);
    }
}
