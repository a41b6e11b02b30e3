package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.Kernels;
import dev.fastback.gpu.driver.LaneArray;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Problems in the layout of {@code kernels.c}, on a lane. Problems with the same columns, as those of a simulation's two end-of-day modes, send
 * them once; those that are windows of the same columns send these once ({@link WindowSeries}); and calls that follow each other send nothing again as long as there is room.
 */
final class ProblemTable implements AutoCloseable {
    private static final int COLUMNS = 5;

    private final LaneArray data;
    private final LaneArray bases;
    private final LaneArray shapes;
    private final LaneArray terms;
    /** Where the columns lie that are on the device, by their keys; the keys are held, so that no other array can be taken for one. */
    private final Map<double[], WindowSeries.Place> kept = new IdentityHashMap<>();
    /** Doubles of the columns that are on the device. */
    private long used;
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

    /** Sends problems, in place of those sent before. Columns that are still there from an earlier call are not sent again. */
    void send(List<EntryExitProblem> batch) {
        problems = batch.size();
        mostBars = 0;
        for (EntryExitProblem problem : batch) {
            mostBars = Math.max(mostBars, problem.bars());
        }
        List<WindowSeries> fresh = WindowSeries.of(fresh(batch));
        if (data.bytes() == 0 || (used + doubles(fresh)) * Double.BYTES > data.bytes()) {
            forget();
            fresh = WindowSeries.of(fresh(batch));
            data.reserve(doubles(fresh) * Double.BYTES);
        }
        bases.reserve((long) problems * Long.BYTES);
        shapes.reserve((long) problems * Kernels.SHAPE * Integer.BYTES);
        terms.reserve((long) problems * Kernels.TERMS * Double.BYTES);
        long next = used;
        for (WindowSeries series : fresh) {
            series.write(data.host(), next, (problem, place) -> kept.put(key(problem), place));
            next += series.doubles();
        }
        for (int q = 0; q < problems; q++) {
            EntryExitProblem problem = batch.get(q);
            describe(q, problem, Objects.requireNonNull(kept.get(key(problem))));
        }
        data.upload(used * Double.BYTES, (next - used) * Double.BYTES);
        used = next;
        bases.upload((long) problems * Long.BYTES);
        shapes.upload((long) problems * Kernels.SHAPE * Integer.BYTES);
        terms.upload((long) problems * Kernels.TERMS * Double.BYTES);
    }

    /** Makes room for the columns of so many bytes, so that those of several calls stay; what was there is sent again when it is needed. */
    void reserveColumns(long bytes) {
        if (bytes > data.bytes()) {
            forget();
            data.reserve(bytes);
        }
    }

    private void forget() {
        kept.clear();
        used = 0;
    }

    /** Returns the bytes of columns that are on the device. */
    long columnBytes() {
        return used * Double.BYTES;
    }

    /** Returns the problems of a batch whose columns are not there yet, each of equal columns once. */
    private List<EntryExitProblem> fresh(List<EntryExitProblem> batch) {
        Set<double[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return batch.stream().filter(problem -> !kept.containsKey(key(problem)) && seen.add(key(problem))).toList();
    }

    private static long doubles(List<WindowSeries> series) {
        return series.stream().mapToLong(WindowSeries::doubles).sum();
    }

    /** Returns what stands for a problem's columns: its legs are its own, and so is their first. */
    private static double[] key(EntryExitProblem problem) {
        return problem.leg(0);
    }

    private void describe(int q, EntryExitProblem problem, WindowSeries.Place place) {
        bases.host().setAtIndex(JAVA_LONG, q, place.base());
        int shape = q * Kernels.SHAPE;
        shapes.host().setAtIndex(JAVA_INT, shape, problem.bars());
        shapes.host().setAtIndex(JAVA_INT, shape + 1L, place.stride());
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
