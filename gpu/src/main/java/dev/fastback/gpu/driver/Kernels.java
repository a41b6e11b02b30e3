package dev.fastback.gpu.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernels: one source for all compilers, and what nvcc made of it for CUDA's driver. */
public final class Kernels {
    public static final String PROFITS = "fastback_profits";
    public static final String ARGMAX = "fastback_argmax";
    public static final String EXACT = "fastback_exact";
    public static final List<String> ALL = List.of(PROFITS, ARGMAX, EXACT);

    /** Doubles of a problem's entry in {@code terms}, ints of its entry in {@code shapes}: see the source. */
    public static final int TERMS = 5;

    public static final int SHAPE = 4;
    public static final int OUTCOME = 4;

    /** Near pairs that each thread can hold. */
    public static final int NEAR_PER_THREAD = 64;

    /** Floats of a bar and a side in the sweep in floats. */
    public static final int LEVEL_FLOATS = 8;

    /** Doubles of a problem's entry in {@code bests}: the best value, and how far from it is near. */
    public static final int BEST = 2;

    private Kernels() {}

    /** Returns the source, which OpenCL's compilers take as it is. */
    public static String source() {
        return new String(resource("kernels.c"), StandardCharsets.UTF_8);
    }

    /** Returns the PTX, which CUDA's driver takes. */
    public static byte[] ptx() {
        return resource("kernels.ptx");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Kernels.class.getResourceAsStream("/dev/fastback/gpu/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
