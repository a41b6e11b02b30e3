package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.engine.EngineException;
import dev.fastback.gpu.driver.DeviceMemory;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.Kernels;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed PTX is that of the committed source, for every device it is for; and a kernel that is wrong is found out. */
class KernelsTest {
    @TempDir
    Path folder;

    @Test
    void thePtxIsWhatNvccMakesOfTheSource() throws Exception {
        Path ptx = folder.resolve("kernels.ptx");
        run("nvcc", List.of("./ptx", ptx.toString()));
        assertThat(instructions(Files.readString(ptx))).isEqualTo(instructions(new String(Kernels.ptx(), StandardCharsets.UTF_8)));
    }

    @Test
    void thePtxAssemblesForEveryDeviceWithoutSpills() throws Exception {
        for (String target : List.of("sm_75", "sm_80", "sm_90", "sm_100", "sm_120")) {
            String told = run(
                    "ptxas",
                    List.of("ptxas", "-v", "-arch=" + target, "-o", folder.resolve("kernels.cubin").toString(), "src/main/resources/dev/fastback/gpu/kernels.ptx"));
            assertThat(told.lines().filter(line -> line.contains("spill"))).as(target).hasSize(Kernels.ALL.size()).allMatch(line -> line.contains("0 bytes spill stores, 0 bytes spill loads"));
        }
    }

    @Test
    void nothingIsFused() {
        assertThat(new String(Kernels.ptx(), StandardCharsets.UTF_8)).doesNotContain("fma.rn").contains("mul.rn.f64");
    }

    @Test
    void aDeviceThatComputesOtherwiseEndsTheRun() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(5), 200))
                .walkForward(new WalkForward(150, 7, 1, 1))
                .build();
        try (GpuDevice honest = TestDevices.MOCK_CUDA.open()) {
            GpuEngine engine = new GpuEngine(new Wrong(honest), 2, false, true);
            EngineException e = Assertions.catchThrowableOfType(EngineException.class, () -> StudyRunner.run(study, RunOptions.of(engine)));
            assertThat(e).hasMessageContaining("computes otherwise than this machine").hasMessageEndingWith("run on --engine threads");
        }
    }

    /** A device that moves every pair it finds by a little. */
    private record Wrong(GpuDevice device) implements WrappedDevice {
        @Override
        public GpuLane lane() {
            return new WrongLane(device.lane());
        }

        @Override
        public void close() {
            device.close();
        }
    }

    private record WrongLane(GpuLane lane) implements GpuLane {
        @Override
        public DeviceMemory memory() {
            return lane.memory();
        }

        @Override
        public DeviceArray allocate(long bytes) {
            return lane.allocate(bytes);
        }

        @Override
        public void free(DeviceArray array) {
            lane.free(array);
        }

        @Override
        public MemorySegment allocateHost(long bytes) {
            return lane.allocateHost(bytes);
        }

        @Override
        public void freeHost(MemorySegment memory) {
            lane.freeHost(memory);
        }

        @Override
        public void upload(DeviceArray to, MemorySegment from, long offset, long bytes) {
            lane.upload(to, from, offset, bytes);
        }

        @Override
        public void download(MemorySegment to, DeviceArray from, long bytes) {
            lane.download(to, from, bytes);
            // The pool of near pairs is the only array of 16 bytes a pair and 16 pairs a problem.
            if (bytes % 256 == 0) {
                for (long at = 0; at < bytes; at += Double.BYTES) {
                    to.set(ValueLayout.JAVA_DOUBLE, at, to.get(ValueLayout.JAVA_DOUBLE, at) + 0.004);
                }
            }
        }

        @Override
        public void launch(String kernel, int groups, int threads, Object... arguments) {
            lane.launch(kernel, groups, threads, arguments);
        }

        @Override
        public void finish() {
            lane.finish();
        }

        @Override
        public void close() {
            lane.close();
        }
    }

    /** Returns the lines of PTX without comments, which name the compiler's build. */
    private static List<String> instructions(String ptx) {
        return ptx.lines().filter(line -> !line.startsWith("//") && !line.isBlank()).toList();
    }

    /** Runs a program of CUDA's toolkit; the test is skipped, with the reason printed, where there is none. */
    private static String run(String needs, List<String> command) throws IOException, InterruptedException {
        if (!isThere(needs)) {
            System.out.println("skipped: there is no " + needs + ", a program of CUDA's toolkit");
            Assumptions.abort("no " + needs);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }

    private static boolean isThere(String program) {
        return java.util.Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
