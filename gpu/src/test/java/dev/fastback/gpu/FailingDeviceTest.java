package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.exact.NearPairs;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.gpu.driver.MockCuda;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StoppedException;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import dev.fastback.walkforward.WalkForward;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device whose calls fail: none, one after another, out of memory, for good. Every run ends with the bytes of the processors, and frees what it took. */
class FailingDeviceTest {
    private static final int OUT_OF_MEMORY = 2;
    private static final int LOST = 700;

    private MockCuda mock;

    @BeforeEach
    void takeTheMockDriver() {
        Optional<MockCuda> built = MockCuda.get();
        assumeThat(built).as("the mock CUDA driver").isPresent();
        mock = built.get();
        mock.reset();
    }

    @AfterEach
    void reset() {
        if (mock != null) {
            mock.reset();
        }
    }

    @Test
    void everyCallMayFailAndTheProcessorsGoOn() {
        Study study = study();
        String expected = hash(study, new SequentialEngine());
        GpuDevice device = TestDevices.MOCK_CUDA.open();
        mock.reset();
        int before = mock.live();
        assertThat(hash(study, new GpuEngine(device, 1, false, true))).isEqualTo(expected);
        int calls = mock.calls();
        assertThat(calls).as("calls of a run that can fail").isGreaterThan(20);
        for (int after = 0; after < calls; after++) {
            for (boolean forGood : new boolean[] {false, true}) {
                mock.reset();
                mock.fail(after, LOST, forGood);
                assertThat(hash(study, new GpuEngine(device, 1, false, true))).as("call %s failed", after).isEqualTo(expected);
                assertThat(mock.live()).as("not freed after call %s failed", after).isEqualTo(before);
            }
        }
        mock.reset();
        device.close();
    }

    @Test
    void aRequiredDeviceThatFailsEndsTheRun() {
        GpuDevice device = TestDevices.MOCK_CUDA.open();
        mock.fail(4, LOST, true);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> hash(study(), new GpuEngine(device, 2, true, true)))
                .withMessageContaining("Mock device")
                .withMessageContaining("700");
        mock.reset();
        device.close();
    }

    @Test
    void aDeviceThatIsSlowerThanTheThreadsIsLeftUnlessItWasNamed() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(5), 9100))
                .strategies(List.of(new MaxDiff()))
                .walkForward(new WalkForward(9000, 7, 1, 0))
                .build();
        String expected = hash(study, new SequentialEngine());
        for (boolean byName : new boolean[] {false, true}) {
            GpuDevice device = TestDevices.MOCK_CUDA.open();
            int[] launches = new int[1];
            mock.reset();
            assertThat(hash(study, new GpuEngine(new SlowDevice(device, launches), 1, false, byName))).isEqualTo(expected);
            // A thread takes an eighth of the simulations at a time, 1,024 at most: nine batches in all.
            assertThat(launches[0]).as("by name: %s", byName).isBetween(byName ? 9 : 2, byName ? 9 : 6);
            device.close();
        }
    }

    /** A device whose launches take half a second longer: slow on any machine. */
    private record SlowDevice(GpuDevice device, int[] launches) implements WrappedDevice {
        @Override
        public GpuLane lane() {
            return (GpuLane) Proxy.newProxyInstance(GpuLane.class.getClassLoader(), new Class<?>[] {GpuLane.class}, new SlowLane(device.lane(), launches));
        }

        @Override
        public void close() {}
    }

    private record SlowLane(GpuLane lane, int[] launches) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("launch")) {
                launches[0]++;
                Thread.sleep(500);
            }
            try {
                return method.invoke(lane, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Test
    void aDeviceWithLittleMemoryGetsSlices() {
        SplittableRandom random = Seeds.random("FailingDeviceTest slices", 3);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < 200; k++) {
            problems.add(RandomProfits.problem(random, 20 + k % 30));
        }
        List<Optional<NearPairs>> expected = sweep(problems, 1L << 40, new int[1]);
        int[] slices = new int[1];
        List<Optional<NearPairs>> actual = sweep(problems, 300_000, slices);
        assertThat(slices[0]).as("slices").isGreaterThan(2);
        for (int q = 0; q < problems.size(); q++) {
            assertThat(actual.get(q).map(NearPairs::best)).isEqualTo(expected.get(q).map(NearPairs::best));
        }
    }

    private List<Optional<NearPairs>> sweep(List<EntryExitProblem> problems, long memory, int[] slices) {
        List<Optional<NearPairs>> found = new ArrayList<>();
        GpuDevice device = TestDevices.MOCK_CUDA.open();
        mock.memory(memory);
        int before = mock.live();
        LanePool<ExactSweep> lanes = new LanePool<>(device, ExactSweep::new);
        while (found.size() < problems.size()) {
            found.addAll(lanes.slice(problems.subList(found.size(), problems.size()), ExactSweep::bytes, ExactSweep::sweep));
            slices[0]++;
        }
        lanes.close();
        assertThat(mock.live()).isEqualTo(before);
        device.close();
        return found;
    }

    @Test
    void aThreadThatOutlivesItsRunFindsNoLane() {
        GpuDevice device = TestDevices.MOCK_CUDA.open();
        List<EntryExitProblem> problems = List.of(RandomProfits.problem(Seeds.random("FailingDeviceTest closed", 4), 9));
        LanePool<ExactSweep> lanes = new LanePool<>(device, ExactSweep::new);
        LanePool<ExactSweep> unused = new LanePool<>(device, ExactSweep::new);
        lanes.slice(problems, ExactSweep::bytes, ExactSweep::sweep);
        lanes.close();
        unused.close();
        device.close();
        int before = mock.calls();
        assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> lanes.slice(problems, ExactSweep::bytes, ExactSweep::sweep));
        assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> unused.slice(problems, ExactSweep::bytes, ExactSweep::sweep));
        assertThat(mock.calls()).as("calls on a device that is gone").isEqualTo(before);
    }

    @Test
    void nothingLeaksOverManyRuns() {
        int cycles = Integer.getInteger("fastback.cycles", 100);
        SplittableRandom random = Seeds.random("FailingDeviceTest leaks", 8);
        int before = mock.live();
        for (int cycle = 0; cycle < cycles; cycle++) {
            GpuDevice device = TestDevices.MOCK_CUDA.open();
            try (LanePool<ExactSweep> lanes = new LanePool<>(device, ExactSweep::new)) {
                lanes.slice(List.of(RandomProfits.problem(random, random.nextInt(12))), ExactSweep::bytes, ExactSweep::sweep);
            }
            device.close();
            assertThat(mock.live()).as("not freed after cycle %s", cycle).isEqualTo(before);
        }
    }

    @Test
    void openingMayFailAtEveryCall() {
        TestDevices.MOCK_CUDA.open().close();
        int calls = mock.calls();
        int before = mock.live();
        for (int after = 0; after < calls; after++) {
            mock.reset();
            mock.fail(after, OUT_OF_MEMORY, true);
            Engine engine = new GpuEngineProvider().create(new EngineSettings(2, null, null));
            assertThat(engine.name()).isEqualTo("threads");
            assertThat(engine.notice().orElseThrow()).startsWith("--engine gpu: ").endsWith("; running on threads").doesNotContain("\n");
            int number = after;
            assertThatExceptionOfType(EngineException.class)
                    .as("call %s failed", number)
                    .isThrownBy(() -> new GpuEngineProvider().create(EngineSettings.ofDevice(2, "auto", true)));
            mock.reset();
            assertThat(mock.live()).as("not freed after call %s failed", after).isEqualTo(before);
        }
    }

    @Test
    void aDriverWithoutDevicesIsToldInALine() {
        mock.devices(0);
        Listing listing = new GpuDevices().list();
        assertThat(listing.missing()).contains("CUDA: the CUDA driver finds no device");
        assertThat(listing.choose(null).index()).isEmpty();
    }

    @Test
    void theGpuWithTheMostMemoryIsChosenAndAnyCanBeNamed() {
        Listing listing = new GpuDevices().list();
        assertThat(listing.devices().getFirst().name()).isEqualTo("Mock device");
        assertThat(listing.devices().getFirst().capability()).isEqualTo("9.0");
        assertThat(listing.devices().getFirst().freeBytes()).isEqualTo(1L << 30);
        assertThat(listing.choose("auto").index()).hasValue(0);
        assertThat(listing.choose("0").index()).hasValue(0);
        assertThat(listing.choose("mock").index()).hasValue(0);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> listing.choose("7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no device 7; there are [0 Mock device");
    }

    @Test
    void severalDevicesCanBeNamedAndAllAsked() {
        mock.devices(2);
        Listing listing = new GpuDevices().list();
        assertThat(chosen(listing, "all")).contains(0, 1).allMatch(index -> listing.devices().get(index).isGpu());
        assertThat(chosen(listing, "1,0")).containsExactly(1, 0);
        assertThat(chosen(listing, "auto")).containsExactly(0);
        for (String wrong : List.of("0,0", "0,mock", "0,,1", "0,", "0,99")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> listing.chooseAll(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message().doesNotContain("\n").isNotBlank();
        }
        Engine engine = new GpuEngineProvider().create(EngineSettings.ofDevice(2, "0,1", false));
        assertThat(engine.device()).hasValue("Mock device, Mock device");
        assertThat(hash(study(), engine)).isEqualTo(hash(study(), new SequentialEngine()));
    }

    private static List<Integer> chosen(Listing listing, String asked) {
        return listing.chooseAll(asked).stream().map(choice -> choice.index().orElseThrow()).toList();
    }

    @Test
    void anotherDeviceGoesOnWhereOneIsLost() {
        GpuDevice failing = TestDevices.MOCK_CUDA.open();
        GpuDevice other = TestDevices.POCL.open();
        int before = mock.live();
        mock.fail(40, OUT_OF_MEMORY, true);
        assertThat(hash(study(), new GpuEngine(List.of(failing, other), 4, false, true, null))).isEqualTo(hash(study(), new SequentialEngine()));
        mock.reset();
        assertThat(mock.live()).isEqualTo(before);
        failing.close();
        other.close();
    }

    private static Study study() {
        return Study.builder()
                .add(RandomBars.walk(new SplittableRandom(5), 60))
                .walkForward(new WalkForward(20, 7, 1, 1))
                .build();
    }

    private static String hash(Study study, Engine engine) {
        StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
        return result.resultHash();
    }
}
