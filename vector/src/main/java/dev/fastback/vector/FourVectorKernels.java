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

// Layout: see TwoVectorKernels; the same steps for another number of vectors.

/** The kernels for a block of four vectors of pairs, which pay where there are 32 registers for them: a bar is read once for all. */
final class FourVectorKernels {
    private FourVectorKernels() {}

    /** Always exits at the close; a filled entry pays its fee. */
    static void closePerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry2 = DoubleVector.fromArray(SPECIES, block, row + 2 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry3 = DoubleVector.fromArray(SPECIES, block, row + 3 * COUNT).add(bars[at + ENTRY_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled2 = entry2.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled3 = entry3.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid2 = entry2.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid3 = entry3.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            sum0 = sum0.add(close.sub(paid0).sub(fee), filled0);
            sum1 = sum1.add(close.sub(paid1).sub(fee), filled1);
            sum2 = sum2.add(close.sub(paid2).sub(fee), filled2);
            sum3 = sum3.add(close.sub(paid3).sub(fee), filled3);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
        sum2.intoArray(block, SUMS + 2 * COUNT);
        sum3.intoArray(block, SUMS + 3 * COUNT);
    }

    /** Always exits at the close; the original's fee, due when either level was crossed. */
    static void closeOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry2 = DoubleVector.fromArray(SPECIES, block, row + 2 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry3 = DoubleVector.fromArray(SPECIES, block, row + 3 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit2 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 2 * COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit3 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 3 * COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled2 = entry2.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled3 = entry3.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other0 = exit0.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other1 = exit1.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other2 = exit2.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other3 = exit3.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid2 = entry2.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid3 = entry3.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector gain0 = zero.blend(close.sub(paid0), filled0);
            DoubleVector gain1 = zero.blend(close.sub(paid1), filled1);
            DoubleVector gain2 = zero.blend(close.sub(paid2), filled2);
            DoubleVector gain3 = zero.blend(close.sub(paid3), filled3);
            sum0 = sum0.add(gain0.sub(fee), filled0.or(other0));
            sum1 = sum1.add(gain1.sub(fee), filled1.or(other1));
            sum2 = sum2.add(gain2.sub(fee), filled2.or(other2));
            sum3 = sum3.add(gain3.sub(fee), filled3.or(other3));
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
        sum2.intoArray(block, SUMS + 2 * COUNT);
        sum3.intoArray(block, SUMS + 3 * COUNT);
    }

    /** Exits at the opposite level when it is reached; a filled entry pays its fee. */
    static void levelPerFill(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry2 = DoubleVector.fromArray(SPECIES, block, row + 2 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry3 = DoubleVector.fromArray(SPECIES, block, row + 3 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit2 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 2 * COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit3 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 3 * COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled2 = entry2.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled3 = entry3.compare(GT, bars[at + ENTRY_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid2 = entry2.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid3 = entry3.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level0 = exit0.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level1 = exit1.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level2 = exit2.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level3 = exit3.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got0 = close.blend(level0, exit0.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got1 = close.blend(level1, exit1.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got2 = close.blend(level2, exit2.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got3 = close.blend(level3, exit3.compare(LE, bars[at + EXIT_BOUND]));
            sum0 = sum0.add(got0.sub(paid0).sub(fee), filled0);
            sum1 = sum1.add(got1.sub(paid1).sub(fee), filled1);
            sum2 = sum2.add(got2.sub(paid2).sub(fee), filled2);
            sum3 = sum3.add(got3.sub(paid3).sub(fee), filled3);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
        sum2.intoArray(block, SUMS + 2 * COUNT);
        sum3.intoArray(block, SUMS + 3 * COUNT);
    }

    /** Exits at the opposite level when it is reached; the original's fee, due when both levels were crossed. */
    static void levelOriginal(PackedLeg leg, double[] block) {
        double[] bars = leg.bars;
        int[] rows = leg.rows;
        DoubleVector fee = DoubleVector.broadcast(SPECIES, leg.fee);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = DoubleVector.zero(SPECIES);
        DoubleVector sum3 = DoubleVector.zero(SPECIES);
        for (int i = 0, at = 0; i < rows.length; i++, at += STRIDE) {
            int row = rows[i];
            DoubleVector close = DoubleVector.broadcast(SPECIES, bars[at + CLOSE]);
            DoubleVector entry0 = DoubleVector.fromArray(SPECIES, block, row).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry1 = DoubleVector.fromArray(SPECIES, block, row + COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry2 = DoubleVector.fromArray(SPECIES, block, row + 2 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector entry3 = DoubleVector.fromArray(SPECIES, block, row + 3 * COUNT).add(bars[at + ENTRY_FORECAST]);
            DoubleVector exit0 = DoubleVector.fromArray(SPECIES, block, row + BLOCK).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit1 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit2 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 2 * COUNT).add(bars[at + EXIT_FORECAST]);
            DoubleVector exit3 = DoubleVector.fromArray(SPECIES, block, row + BLOCK + 3 * COUNT).add(bars[at + EXIT_FORECAST]);
            VectorMask<Double> filled0 = entry0.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled1 = entry1.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled2 = entry2.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> filled3 = entry3.compare(GT, bars[at + ENTRY_BOUND]);
            VectorMask<Double> other0 = exit0.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other1 = exit1.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other2 = exit2.compare(LT, bars[at + OTHER_BOUND]);
            VectorMask<Double> other3 = exit3.compare(LT, bars[at + OTHER_BOUND]);
            DoubleVector paid0 = entry0.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid1 = entry1.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid2 = entry2.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector paid3 = entry3.reinterpretAsLongs().min(0L).reinterpretAsDoubles();
            DoubleVector level0 = exit0.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level1 = exit1.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level2 = exit2.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector level3 = exit3.reinterpretAsLongs().max(0L).reinterpretAsDoubles();
            DoubleVector got0 = close.blend(level0, exit0.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got1 = close.blend(level1, exit1.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got2 = close.blend(level2, exit2.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector got3 = close.blend(level3, exit3.compare(LE, bars[at + EXIT_BOUND]));
            DoubleVector gain0 = got0.sub(paid0);
            DoubleVector gain1 = got1.sub(paid1);
            DoubleVector gain2 = got2.sub(paid2);
            DoubleVector gain3 = got3.sub(paid3);
            sum0 = sum0.add(gain0.sub(fee, other0), filled0);
            sum1 = sum1.add(gain1.sub(fee, other1), filled1);
            sum2 = sum2.add(gain2.sub(fee, other2), filled2);
            sum3 = sum3.add(gain3.sub(fee, other3), filled3);
        }
        sum0.intoArray(block, SUMS);
        sum1.intoArray(block, SUMS + COUNT);
        sum2.intoArray(block, SUMS + 2 * COUNT);
        sum3.intoArray(block, SUMS + 3 * COUNT);
    }
}
