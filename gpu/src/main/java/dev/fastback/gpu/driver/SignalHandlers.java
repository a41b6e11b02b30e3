package dev.fastback.gpu.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process's handlers of signals at a moment. A compiler inside a driver (LLVM, in OpenCL's
 * drivers for processors) installs its own for good when it is first asked for anything: then Ctrl-C and SIGTERM no longer reach Java, and two threads that meet
 * a safepoint in the same instant, which Java tells them by SIGSEGV, end the process without a word.
 */
final class SignalHandlers {
    private static final int SIGNALS = 31;
    /** More than the C library's structure takes anywhere: 152 bytes on Linux. Its first word is the handler, everywhere. */
    private static final long BYTES = 512;

    private static final @Nullable MethodHandle SIGACTION = Linker.nativeLinker().defaultLookup()
            .find("sigaction")
            .map(address -> Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS)))
            .orElse(null);

    private final MemorySegment actions;
    private final boolean[] known = new boolean[SIGNALS + 1];

    private SignalHandlers(MemorySegment actions) {
        this.actions = actions;
        for (int signal = 1; signal <= SIGNALS; signal++) {
            known[signal] = call(signal, MemorySegment.NULL, of(signal)) == 0;
        }
    }

    /** Returns those of now; none where the system has no such handlers. */
    static SignalHandlers now() {
        return new SignalHandlers(Arena.ofAuto().allocate(BYTES * (SIGNALS + 1), 16));
    }

    /** Runs what may let a driver compile, and puts back the handlers that are others after it; one at a time, so that none takes a driver's for Java's. */
    static synchronized <T> T keep(Supplier<T> work) {
        SignalHandlers before = now();
        try {
            return work.get();
        } finally {
            before.restore();
        }
    }

    private void restore() {
        SignalHandlers now = now();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if (known[signal] && now.known[signal] && handler(signal) != now.handler(signal)) {
                call(signal, of(signal), MemorySegment.NULL);
            }
        }
    }

    /** Returns the address of a signal's handler, 0 for the system's own. */
    long handler(int signal) {
        return of(signal).get(ADDRESS, 0).address();
    }

    private MemorySegment of(int signal) {
        return actions.asSlice(BYTES * signal, BYTES);
    }

    private static int call(int signal, MemorySegment set, MemorySegment get) {
        if (SIGACTION == null) {
            return -1;
        }
        try {
            return (int) SIGACTION.invokeExact(signal, set, get);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("sigaction threw", e);
        }
    }
}
