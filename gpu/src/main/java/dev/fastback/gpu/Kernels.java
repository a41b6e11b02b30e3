package dev.fastback.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernels: one source for all compilers, and what nvcc made of it for CUDA's driver. */
final class Kernels {
    static final String PROFITS = "fastback_profits";
    static final String ARGMAX = "fastback_argmax";
    static final String EXACT = "fastback_exact";
    static final List<String> ALL = List.of(PROFITS, ARGMAX, EXACT);

    /** Doubles of a problem's entry in {@code terms}, ints of its entry in {@code shapes}: see the source. */
    static final int TERMS = 5;

    static final int SHAPE = 4;
    static final int OUTCOME = 4;

    /** Most threads of a group, and near pairs that each thread can hold. */
    static final int MAX_THREADS = 256;

    static final int NEAR_PER_THREAD = 64;

    /** Floats of a bar and a side in the sweep in floats. */
    static final int LEVEL_FLOATS = 8;

    /** Doubles of a problem's entry in {@code bests}: the best value, and how far from it is near. */
    static final int BEST = 2;

    private Kernels() {}

    /** Returns the source, which OpenCL's compilers take as it is. */
    static String source() {
        return new String(resource("kernels.c"), StandardCharsets.UTF_8);
    }

    /** Returns the PTX, which CUDA's driver takes. */
    static byte[] ptx() {
        return resource("kernels.ptx");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Kernels.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
