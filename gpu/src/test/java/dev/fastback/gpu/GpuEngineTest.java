package dev.fastback.gpu;

import dev.fastback.engine.Engine;
import dev.fastback.engine.Precision;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.testkit.EngineContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The engine on both kinds of devices keeps what every engine promises. */
class GpuEngineTest {
    @Nested
    class OnPocl extends EngineContract {
        @Override
        protected Engine engine() {
            return new GpuEngine(TestDevices.POCL.open(), 2, false, true);
        }
    }

    /** Floats search, doubles decide: the same hash. */
    @Nested
    class InFloatsOnPocl extends EngineContract {
        @Override
        protected Engine engine() {
            return new GpuEngine(TestDevices.POCL.open(), 2, false, true).withPrecision(Precision.FLOAT);
        }
    }

    /** Devices of both kinds share each study. */
    @Nested
    class OnTwoDevices extends EngineContract {
        @Override
        protected Engine engine() {
            return new GpuEngine(List.of(TestDevices.POCL.open(), TestDevices.MOCK_CUDA.open()), 4, false, true, null);
        }
    }

    @Nested
    class OnTheMockDriver extends EngineContract {
        @Override
        protected Engine engine() {
            return new GpuEngine(TestDevices.MOCK_CUDA.open(), 2, false, true);
        }
    }
}
