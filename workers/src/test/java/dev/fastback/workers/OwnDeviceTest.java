package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Precision;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers are spread over devices; one that fails is left, told once, and costs no result; one that computes otherwise ends the run. */
class OwnDeviceTest {
    private static final Study STUDY = Studies.study(2, 60);
    private static final String EXPECTED = StudyRunner.run(STUDY).resultHash();

    @TempDir
    Path folder;

    @AfterEach
    void leavesNoProcessBehind() {
        System.clearProperty(FakeDevices.NONE);
        assertThat(Studies.children()).isZero();
    }

    private final List<String> told = new ArrayList<>();

    private ProcessEngine engine(int workers, boolean required, List<String> options) {
        ProcessSettings settings = Studies.settings(workers).withDevices(FakeDevices.requests(required));
        return new ProcessEngine(settings, new WorkerCommand(WorkerMain.class.getName(), settings.memoryBytes(), options), null, told::add);
    }

    @Test
    void workersAreSpreadOverTheDevicesEvenly() throws Exception {
        ProcessEngine engine = engine(4, false, List.of("-Dfake.open=" + folder));
        assertThat(engine.device()).hasValue("Fake 0, Fake 1");
        assertThat(Studies.run(STUDY, engine).resultHash()).isEqualTo(EXPECTED);
        try (Stream<Path> files = Files.list(folder)) {
            Map<Character, Long> opened = files.collect(Collectors.groupingBy(file -> file.getFileName().toString().charAt(0), Collectors.counting()));
            // The last workers start only while simulations wait.
            assertThat(opened.get('0')).isBetween(1L, 2L);
            assertThat(opened.getOrDefault('1', 0L)).isBetween(1L, 2L);
        }
    }

    @Test
    void aDeviceThatIsLostOrNotThereIsToldOnceAndTheProcessorsGoOn() {
        assertThat(Studies.run(STUDY, engine(2, false, List.of("-Dfake.trouble=lost"))).resultHash()).isEqualTo(EXPECTED);
        assertThat(told).isNotEmpty().doesNotHaveDuplicates().allMatch(line -> line.matches("device [01], a fake: lost; continuing without it"));
        told.clear();
        assertThat(Studies.run(STUDY, engine(1, false, List.of("-Dfake.trouble=absent"))).resultHash()).isEqualTo(EXPECTED);
        assertThat(told).containsExactly("device 0, Fake 0: is not there; continuing without it");
    }

    @Test
    void aDeviceThatComputesOtherwiseOrIsRequiredAndNotThereEndsTheRun() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, engine(1, false, List.of("-Dfake.trouble=drift"))))
                .withMessage("Fake 0 computes otherwise")
                .satisfies(e -> assertThat(e.results()).isPositive());
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Studies.run(STUDY, engine(1, true, List.of("-Dfake.trouble=absent"))))
                .withMessage("--require-gpu: Fake 0: is not there");
    }

    @Test
    void autoMeansEveryGpuAndWithoutOneTheReasonIsTold() {
        ProcessEngineProvider provider = new ProcessEngineProvider();
        assertThat(provider.create(EngineSettings.ofDevice(2, "auto", false)).device()).hasValue("Fake 0, Fake 1");
        assertThat(provider.create(EngineSettings.ofDevice(2, "1", false)).device()).hasValue("Fake 1");
        assertThat(provider.create(EngineSettings.ofWorkers(2)).device()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(EngineSettings.ofDevice(2, "7", false)))
                .withMessageStartingWith("--device: there is no device 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(EngineSettings.ofWorkers(2).withPrecision(Precision.FLOAT)))
                .withMessage("--precision needs a device: --device auto, or --engine gpu");
        System.setProperty(FakeDevices.NONE, "true");
        Engine without = provider.create(EngineSettings.ofDevice(2, "auto", false));
        assertThat(without.device()).isEmpty();
        assertThat(without.notice()).hasValue("--engine processes: no fake device; running on processors");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> provider.create(EngineSettings.ofDevice(2, null, true)))
                .withMessage("--require-gpu: no fake device");
    }
}
