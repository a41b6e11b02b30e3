package dev.fastback.vector;

import static dev.fastback.vector.Lanes.BLOCK;
import static dev.fastback.vector.Lanes.COUNT;
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

// Layout: lanes are pairs, bars run outside, so each lane sums one pair's bars in order, as the scalar kernel does. A bar's
// numbers are broadcast, its multipliers are the rows of the block that its side reads. Every bar that is not filled is added
// under a mask: for a sum that starts at +0.0 this gives the same bits as adding a zero of either sign, as the scalar kernel does.
// Positions are of size 1, so no gain is multiplied and one fee holds for the leg.
//
// min(0, x) and max(0, x) of doubles are taken on their bits: for two doubles of which one is +0.0, the order of the
// bits as signed integers is the order of the numbers. It takes one instruction where the processor has vectors of 512 bits; the minimum
// of doubles, which must order zeros and NaN, takes many. A level that is NaN compares false and is added nowhere.
//
// The step is spelled out in each loop. A flag that chooses between vectors, or a helper that is given some, can leave them
// boxed, at many times the cost, and does so only once both values were seen, which a benchmark of one value hides.

/** The kernels for a block of two vectors of pairs: two chains of sums hide the latency of each other. */
final class TwoVectorKernels {
    private TwoVectorKernels() {}

    /** Always exits at the close; a filled entry pays its fee. */
    static void closePerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            sum0 = sum0.add(close.sub(paid0).sub(fee), filled0);
            sum1 = sum1.add(close.sub(paid1).sub(fee), filled1);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
    }

    /** Always exits at the close; the original's fee, due when either level was crossed. */
    static void closeOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other0 = exit0.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other1 = exit1.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector gain0 = zero.blend(close.sub(paid0), filled0);
            DoubleVector gain1 = zero.blend(close.sub(paid1), filled1);
            sum0 = sum0.add(gain0.sub(fee), filled0.or(other0));
            sum1 = sum1.add(gain1.sub(fee), filled1.or(other1));
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
    }

    /** Exits at the opposite level when it is reached; a filled entry pays its fee. */
    static void levelPerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level0 = exit0.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level1 = exit1.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got0 = close.blend(level0, exit0.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got1 = close.blend(level1, exit1.compare(LE, bars[at + EXIT_BOUND]));
            sum0 = sum0.add(got0.sub(paid0).sub(fee), filled0);
            sum1 = sum1.add(got1.sub(paid1).sub(fee), filled1);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
    }

    /** Exits at the opposite level when it is reached; the original's fee, due when both levels were crossed. */
    static void levelOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other0 = exit0.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other1 = exit1.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level0 = exit0.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level1 = exit1.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got0 = close.blend(level0, exit0.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got1 = close.blend(level1, exit1.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector gain0 = got0.sub(paid0);
            DoubleVector gain1 = got1.sub(paid1);
            sum0 = sum0.add(gain0.sub(fee, other0), filled0);
            sum1 = sum1.add(gain1.sub(fee, other1), filled1);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
    }
}
