package dev.fastback.gpu.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.gpu.GpuBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalHandlersTest {
    /** SIGILL, SIGBUS, SIGFPE, SIGSEGV, as Linux numbers them: faults that Java's compiled code makes on purpose. */
    private static final int[] FAULTS = {4, 7, 8, 11};

    @Test
    void javaHasItsSignalsAfterADriverHasCompiledAndComputed() throws IOException {
        double[] bar = {0.01};
        try (GpuDevice device = TestDevices.POCL.open();
                GpuBatch gpu = GpuBatch.open("pocl")) {
            assertThat(device.name()).isEqualTo(gpu.device());
            assertThat(gpu.optimize(
                            List.of(bar), List.of(new double[] {0.02}), List.of(new double[] {-0.01}), List.of(bar), List.of(bar), List.of(bar), 0.001, 1))
                    .hasSize(1);
        }
        SignalHandlers after = SignalHandlers.now();
        for (int fault : FAULTS) {
            assertThat(libraryOf(after.handler(fault))).as("signal " + fault).endsWith("/libjvm.so");
        }
    }

    /** Returns the file that is loaded at an address. */
    private static String libraryOf(long address) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            String[] range = line.substring(0, line.indexOf(' ')).split("-");
            if (Long.compareUnsigned(address, Long.parseUnsignedLong(range[0], 16)) >= 0 && Long.compareUnsigned(address, Long.parseUnsignedLong(range[1], 16)) < 0) {
                return line.substring(line.lastIndexOf(' ') + 1);
            }
        }
        return "nothing at " + Long.toHexString(address);
    }
}
