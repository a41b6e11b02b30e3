package dev.fastback.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of the vectors, and where a block of pairs keeps its columns; each lane is a pair. */
final class Lanes {
    /** The widest vectors of doubles that this processor has. */
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** Doubles in a vector. */
    static final int COUNT = SPECIES.length();

    // Layout of a block of up to two vectors of pairs: four rows of multipliers and one of sums, each two vectors long. A
    // long bar enters at a low level and leaves at a high one, so it reads rows LOW and HIGH; a short bar, mirrored, reads
    // rows HIGH_NEGATED and LOW_NEGATED. The row of the exit always follows that of the entry.

    /** Pairs in a block. */
    static final int BLOCK = 2 * COUNT;
    static final int LOW = 0;
    static final int HIGH = BLOCK;
    static final int HIGH_NEGATED = 2 * BLOCK;
    static final int LOW_NEGATED = 3 * BLOCK;
    static final int SUMS = 4 * BLOCK;
    /** Doubles that hold a block. */
    static final int SIZE = 5 * BLOCK;

    private Lanes() {}
}
