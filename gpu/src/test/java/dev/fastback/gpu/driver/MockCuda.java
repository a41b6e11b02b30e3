package dev.fastback.gpu.driver;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The driver of {@code mock_cuda.c}, built with gcc once per process and put in the place of CUDA's. */
public final class MockCuda {
    private static final Optional<MockCuda> BUILT = build();

    private final SymbolLookup lookup;

    private MockCuda(SymbolLookup lookup) {
        this.lookup = lookup;
    }

    /** Returns the driver; empty, with the reason printed, where there is no gcc. */
    public static Optional<MockCuda> get() {
        return BUILT;
    }

    private static Optional<MockCuda> build() {
        try {
            Path folder = Path.of("target", "mock");
            Files.createDirectories(folder);
            Path library = folder.resolve("libmockcuda.so").toAbsolutePath();
            Process gcc = new ProcessBuilder(
                            "gcc", "-std=gnu11", "-O2", "-ffp-contract=off", "-shared", "-fPIC", "-w", "-Isrc/main/resources/dev/fastback/gpu", "-o", library.toString(),
                            "src/test/native/mock_cuda.c")
                    .inheritIO()
                    .start();
            if (!gcc.waitFor(2, TimeUnit.MINUTES) || gcc.exitValue() != 0) {
                throw new IllegalStateException("gcc could not build mock_cuda.c");
            }
            System.setProperty(CudaRuntime.LIBRARY_PROPERTY, library.toString());
            return Optional.of(new MockCuda(SymbolLookup.libraryLookup(library, Arena.global())));
        } catch (IOException e) {
            System.out.println("skipped: the mock CUDA driver needs gcc: " + e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    public void reset() {
        call("mock_reset", FunctionDescriptor.ofVoid());
    }

    /** Makes a call fail, the first if {@code after} is 0, and all that follow it if {@code forGood}. */
    public void fail(int after, int code, boolean forGood) {
        call("mock_fail", FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT), after, code, forGood ? 1 : 0);
    }

    /** Limits the size of an array. */
    public void memory(long bytes) {
        call("mock_memory", FunctionDescriptor.ofVoid(JAVA_LONG), bytes);
    }

    public void devices(int count) {
        call("mock_devices", FunctionDescriptor.ofVoid(JAVA_INT), count);
    }

    /** Returns the calls that can fail since the last reset. */
    public int calls() {
        return (int) call("mock_calls", FunctionDescriptor.of(JAVA_INT));
    }

    /** Returns what is not freed. */
    public int live() {
        return (int) call("mock_live", FunctionDescriptor.of(JAVA_INT));
    }

    private Object call(String function, FunctionDescriptor descriptor, Object... arguments) {
        MethodHandle handle = Linker.nativeLinker().downcallHandle(lookup.findOrThrow(function), descriptor);
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

}
