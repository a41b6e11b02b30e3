package dev.fastback.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of vectors and kernels, and where a block of pairs keeps its columns; each lane holds one pair. */
final class Lanes {
    private static final boolean HAS_512_BITS = DoubleVector.SPECIES_PREFERRED.length() >= 8;
    /** The widest vectors of doubles that this processor has, but of 256 bits at most. */
    static final VectorSpecies<Double> SPECIES = HAS_512_BITS ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_PREFERRED;
    /** Doubles in a vector. */
    static final int COUNT = SPECIES.length();

    /**
     * Most pairs that a kernel computes at once: four vectors where there are 32 registers, which come with those of 512 bits,
     * or two, which leave enough of 16 registers. KernelBenchmark measures it.
     */
    static final int WIDEST = (HAS_512_BITS ? 4 : 2) * COUNT;

    // Layout of a block of up to four vectors of pairs: four rows of multipliers and one of sums, each four vectors long. A
    // long bar enters at a low level and exits at a high one, so it reads rows LOW and HIGH; a short bar, mirrored, reads
    // rows HIGH_NEGATED and LOW_NEGATED. The row of the exit always follows that of the entry.

    /** Doubles in a row of a block. */
    static final int BLOCK = 4 * COUNT;
    static final int LOW = 0;
    static final int HIGH = BLOCK;
    static final int HIGH_NEGATED = 2 * BLOCK;
    static final int LOW_NEGATED = 3 * BLOCK;
    static final int SUMS = 4 * BLOCK;
    /** Doubles that hold a block. */
    static final int SIZE = 5 * BLOCK;

    private Lanes() {}
}
