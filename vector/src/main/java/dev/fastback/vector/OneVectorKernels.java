package dev.fastback.vector;

import static dev.fastback.vector.Lanes.BLOCK;
import static dev.fastback.vector.Lanes.SPECIES;
import static dev.fastback.vector.Lanes.SUMS;
import static dev.fastback.vector.PackedLeg.CLOSE;
import static dev.fastback.vector.PackedLeg.ENTRY_BOUND;
import static dev.fastback.vector.PackedLeg.ENTRY_FORECAST;
import static dev.fastback.vector.PackedLeg.EXIT_BOUND;
import static dev.fastback.vector.PackedLeg.EXIT_FORECAST;
import static dev.fastback.vector.PackedLeg.OTHER_BOUND;
import static dev.fastback.vector.PackedLeg.STRIDE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

// Layout: see TwoVectorKernels; the same steps for another number of vectors.

/** The kernels for a block of up to one vector of pairs. */
final class OneVectorKernels {
    private OneVectorKernels() {}

    /** Always exits at the close; a filled entry pays its fee. */
    static void closePerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            VectorMask<Double> filled = entry.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid = entry.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            sum = sum.add(close.sub(paid).sub(fee), filled);
        }
        sum.intoArray(block, SUMS);
    }

    /** Always exits at the close; the original's fee, due when either level was crossed. */
    static void closeOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled = entry.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other = exit.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid = entry.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector gain = zero.blend(close.sub(paid), filled);
            sum = sum.add(gain.sub(fee), filled.or(other));
        }
        sum.intoArray(block, SUMS);
    }

    /** Exits at the opposite level when it is reached; a filled entry pays its fee. */
    static void levelPerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled = entry.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid = entry.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level = exit.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got = close.blend(level, exit.compare(LE, bars[at + EXIT_BOUND]));
            sum = sum.add(got.sub(paid).sub(fee), filled);
        }
        sum.intoArray(block, SUMS);
    }

    /** Exits at the opposite level when it is reached; the original's fee, due when both levels were crossed. */
    static void levelOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled = entry.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other = exit.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid = entry.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level = exit.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got = close.blend(level, exit.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector gain = got.sub(paid);
            sum = sum.add(gain.sub(fee, other), filled);
        }
        sum.intoArray(block, SUMS);
    }
}
