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
import static dev.fastback.vector.PackedLeg.FEE;
import static dev.fastback.vector.PackedLeg.OTHER_BOUND;
import static dev.fastback.vector.PackedLeg.STRIDE;
import static dev.fastback.vector.PackedLeg.WEIGHT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

// Layout: see TwoVectorKernels; besides, a bar's gain is multiplied by the size of its position.

/** The kernels for legs with positions of any size: two vectors of pairs at a time, from a number of pairs in the block on. */
final class AnySizeKernels {
    private AnySizeKernels() {}

    /** Always exits at the close; a filled entry pays its fee. */
    static void closePerFill(PackedLeg leg, double[] block, int from) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i] + from;
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            sum0 = sum0.add(close.sub(paid0).mul(bars[at + WEIGHT]).sub(bars[at + FEE]), filled0);
            sum1 = sum1.add(close.sub(paid1).mul(bars[at + WEIGHT]).sub(bars[at + FEE]), filled1);
        }
        sum0.intoArray(block, from + SUMS);
        sum1.intoArray(block, from + SUMS + COUNT);
    }

    /** Always exits at the close; the original's fee, due when either level was crossed. */
    static void closeOriginal(PackedLeg leg, double[] block, int from) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i] + from;
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
            DoubleVector gain0 = zero.blend(close.sub(paid0).mul(bars[at + WEIGHT]), filled0);
            DoubleVector gain1 = zero.blend(close.sub(paid1).mul(bars[at + WEIGHT]), filled1);
            sum0 = sum0.add(gain0.sub(bars[at + FEE]), filled0.or(other0));
            sum1 = sum1.add(gain1.sub(bars[at + FEE]), filled1.or(other1));
        }
        sum0.intoArray(block, from + SUMS);
        sum1.intoArray(block, from + SUMS + COUNT);
    }

    /** Exits at the opposite level when it is reached; a filled entry pays its fee. */
    static void levelPerFill(PackedLeg leg, double[] block, int from) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i] + from;
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
            sum0 = sum0.add(got0.sub(paid0).mul(bars[at + WEIGHT]).sub(bars[at + FEE]), filled0);
            sum1 = sum1.add(got1.sub(paid1).mul(bars[at + WEIGHT]).sub(bars[at + FEE]), filled1);
        }
        sum0.intoArray(block, from + SUMS);
        sum1.intoArray(block, from + SUMS + COUNT);
    }

    /** Exits at the opposite level when it is reached; the original's fee, due when both levels were crossed. */
    static void levelOriginal(PackedLeg leg, double[] block, int from) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i] + from;
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
            DoubleVector gain0 = got0.sub(paid0).mul(bars[at + WEIGHT]);
            DoubleVector gain1 = got1.sub(paid1).mul(bars[at + WEIGHT]);
            sum0 = sum0.add(gain0.sub(bars[at + FEE], other0), filled0);
            sum1 = sum1.add(gain1.sub(bars[at + FEE], other1), filled1);
        }
        sum0.intoArray(block, from + SUMS);
        sum1.intoArray(block, from + SUMS + COUNT);
    }
}
