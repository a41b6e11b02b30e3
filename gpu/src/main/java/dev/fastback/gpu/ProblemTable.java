package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problems in the layout of {@code kernels.c}, on a lane. Problems with the same columns, as those of a simulation's two end-of-day modes, send
 * them once.
 */
final class ProblemTable implements AutoCloseable {
    private static final int COLUMNS = 5;

    private final LaneArray data;
    private final LaneArray bases;
    private final LaneArray shapes;
    private final LaneArray terms;
    private int problems;
    private int mostBars;

    ProblemTable(GpuLane lane) {
        data = new LaneArray(lane, true);
        bases = new LaneArray(lane, true);
        shapes = new LaneArray(lane, true);
        terms = new LaneArray(lane, true);
    }

    /** Returns the bytes that a problem takes at most. */
    static long bytes(EntryExitProblem problem) {
        return (COLUMNS + (long) problem.legCount()) * problem.bars() * Double.BYTES + Long.BYTES + Kernels.SHAPE * (long) Integer.BYTES
                + Kernels.TERMS * (long) Double.BYTES;
    }

    /** Sends problems, in place of those sent before. */
    void send(List<EntryExitProblem> batch) {
        problems = batch.size();
        mostBars = 0;
        Map<double[], Long> sent = new IdentityHashMap<>(2 * problems);
        long doubles = 0;
        for (EntryExitProblem problem : batch) {
            mostBars = Math.max(mostBars, problem.bars());
            if (sent.putIfAbsent(key(problem), doubles) == null) {
                doubles += (COLUMNS + (long) problem.legCount()) * problem.bars();
            }
        }
        data.reserve(doubles * Double.BYTES);
        bases.reserve((long) problems * Long.BYTES);
        shapes.reserve((long) problems * Kernels.SHAPE * Integer.BYTES);
        terms.reserve((long) problems * Kernels.TERMS * Double.BYTES);
        sent.clear();
        long next = 0;
        for (int q = 0; q < problems; q++) {
            EntryExitProblem problem = batch.get(q);
            Long base = sent.putIfAbsent(key(problem), next);
            if (base == null) {
                base = next;
                next = put(problem, next);
            }
            describe(q, problem, base);
        }
        data.upload(doubles * Double.BYTES);
        bases.upload((long) problems * Long.BYTES);
        shapes.upload((long) problems * Kernels.SHAPE * Integer.BYTES);
        terms.upload((long) problems * Kernels.TERMS * Double.BYTES);
    }

    /** Returns what stands for a problem's columns: its legs are its own, and so is their first. */
    private static double[] key(EntryExitProblem problem) {
        return problem.leg(0);
    }

    private long put(EntryExitProblem problem, long at) {
        long next = put(problem.close(), at);
        next = put(problem.high(), next);
        next = put(problem.low(), next);
        next = put(problem.highForecast(), next);
        next = put(problem.lowForecast(), next);
        for (int leg = 0; leg < problem.legCount(); leg++) {
            next = put(problem.leg(leg), next);
        }
        return next;
    }

    private long put(double[] column, long at) {
        MemorySegment.copy(column, 0, data.host(), JAVA_DOUBLE, at * Double.BYTES, column.length);
        return at + column.length;
    }

    private void describe(int q, EntryExitProblem problem, long base) {
        bases.host().setAtIndex(JAVA_LONG, q, base);
        int shape = q * Kernels.SHAPE;
        shapes.host().setAtIndex(JAVA_INT, shape, problem.bars());
        shapes.host().setAtIndex(JAVA_INT, shape + 1L, problem.bars());
        shapes.host().setAtIndex(JAVA_INT, shape + 2L, problem.legCount());
        shapes.host().setAtIndex(JAVA_INT, shape + 3L, (problem.closeAtEndOfDay() ? 1 : 0) | (problem.feeRule() == FeeRule.ORIGINAL ? 2 : 0));
        int term = q * Kernels.TERMS;
        terms.host().setAtIndex(JAVA_DOUBLE, term, problem.feeFraction());
        terms.host().setAtIndex(JAVA_DOUBLE, term + 1L, problem.box().highMin());
        terms.host().setAtIndex(JAVA_DOUBLE, term + 2L, problem.box().highMax());
        terms.host().setAtIndex(JAVA_DOUBLE, term + 3L, problem.box().lowMin());
        terms.host().setAtIndex(JAVA_DOUBLE, term + 4L, problem.box().lowMax());
    }

    int problems() {
        return problems;
    }

    /** Returns the bars of the longest problem. */
    int mostBars() {
        return mostBars;
    }

    /** Returns the first arguments of every kernel, followed by others. */
    Object[] arguments(Object... rest) {
        Object[] all = new Object[5 + rest.length];
        all[0] = data.device();
        all[1] = bases.device();
        all[2] = shapes.device();
        all[3] = terms.device();
        all[4] = problems;
        System.arraycopy(rest, 0, all, 5, rest.length);
        return all;
    }

    @Override
    public void close() {
        data.close();
        bases.close();
        shapes.close();
        terms.close();
    }
}
