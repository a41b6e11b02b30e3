package dev.fastback.gpu.driver;

import org.junit.jupiter.api.Assumptions;

/** The devices that tests run on: PoCL, which is an OpenCL device of this machine's processors, and the mock CUDA driver. */
public enum TestDevices {
    POCL {
        @Override
        public GpuDevice open() {
            try {
                OpenClRuntime runtime = OpenClRuntime.load(false);
                for (var device : runtime.devices(0)) {
                    if (!device.isGpu() && device.unusable() == null) {
                        return runtime.open(device.index());
                    }
                }
                throw new NativeLibrary.Absent("OpenCL has no device on processors");
            } catch (NativeLibrary.Absent e) {
                System.out.println("skipped: " + e.getMessage() + "; install pocl-opencl-icd");
                Assumptions.abort(e.getMessage());
                throw new AssertionError(e);
            }
        }
    },
    MOCK_CUDA {
        @Override
        public GpuDevice open() {
            MockCuda mock = MockCuda.get().orElse(null);
            Assumptions.assumeTrue(mock != null, "no gcc");
            mock.reset();
            try {
                return CudaRuntime.load().open(0);
            } catch (NativeLibrary.Absent e) {
                throw new AssertionError(e);
            }
        }
    };

    /** Opens the device; aborts the test, with the reason printed, where it is not there. */
    public abstract GpuDevice open();
}
