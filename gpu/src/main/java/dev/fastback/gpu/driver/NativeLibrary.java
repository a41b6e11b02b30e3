package dev.fastback.gpu.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A library of a driver and those of its functions that are used, each by name. Loaded for the life of the process. */
final class NativeLibrary {
    private final Map<String, MethodHandle> functions = new HashMap<>();
    private final SymbolLookup lookup;
    private final String name;

    private NativeLibrary(SymbolLookup lookup, String name) {
        this.lookup = lookup;
        this.name = name;
    }

    /** Thrown when no library of a list can be loaded, or one lacks a function; the message is one line. */
    static final class Absent extends Exception {
        private static final long serialVersionUID = 1L;

        Absent(String message) {
            super(message);
        }
    }

    /**
     * Loads the first that there is.
     *
     * @param what how messages call it, for example {@code CUDA driver}
     * @param names file names or paths
     */
    static NativeLibrary load(String what, List<String> names) throws Absent {
        for (String name : names) {
            try {
                return new NativeLibrary(SymbolLookup.libraryLookup(name, Arena.global()), name);
            } catch (IllegalArgumentException e) {
                // Not there, or not for this machine: the next name.
            } catch (IllegalCallerException e) {
                throw new Absent("native access is denied: start Java with --enable-native-access=ALL-UNNAMED");
            }
        }
        throw new Absent("no " + what + " found (looked for " + String.join(", ", names) + ")");
    }

    /** Makes a function callable under its name. */
    void bind(String function, MemoryLayout result, MemoryLayout... arguments) throws Absent {
        MemorySegment address = lookup.find(function).orElseThrow(() -> new Absent(name + " has no " + function + ": the driver is too old"));
        functions.put(function, Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(result, arguments)));
    }

    /** Calls a function that returns an int. */
    int call(String function, Object... arguments) {
        return (int) invoke(function, arguments);
    }

    /** Calls a function that returns a pointer. */
    MemorySegment pointer(String function, Object... arguments) {
        return (MemorySegment) invoke(function, arguments);
    }

    // Calls are per batch, not per candidate: the slow and plain way of calling costs nothing that can be measured.
    private Object invoke(String function, Object... arguments) {
        MethodHandle handle = functions.get(function);
        if (handle == null) {
            throw new IllegalStateException("not bound: " + function);
        }
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function + " threw", e);
        }
    }
}
