package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.fastback.profit.EntryExitProblem;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Problems whose columns are windows of the same longer columns, as those of a symbol's folds are. Where one follows another, shifted by some bars with equal bits in all
 * columns, both lie in one series, which a device gets once; each problem begins at an offset of it. Nobody has to say that they overlap: bits decide.
 *
 * <p>Windows of a series move one way. So what a window shares with all before it lies within the last one, and comparing with that one suffices.
 */
final class WindowSeries {
    /** Series that are compared with a problem: those of a symbol's strategies take turns. */
    private static final int RECENT = 4;

    private static final int COLUMNS = 5;

    private final List<EntryExitProblem> windows = new ArrayList<>();
    /** First bar of each window, counted from the first window's. */
    private final List<Integer> starts = new ArrayList<>();
    private int from;
    private int to;
    /** 1 when windows move to later bars, -1 to earlier ones, 0 while there is one. */
    private int direction;
    private int lastShift = 1;

    private WindowSeries(EntryExitProblem first) {
        windows.add(first);
        starts.add(0);
        to = first.bars();
    }

    /** Where a problem's columns lie: the place of its first close, and the bars of a column of the series. */
    record Place(long base, int stride) {}

    /** Takes what is placed. */
    @FunctionalInterface
    interface Placed {
        void at(EntryExitProblem problem, Place place);
    }

    /** Puts problems together, in their order. */
    static List<WindowSeries> of(List<EntryExitProblem> problems) {
        List<WindowSeries> all = new ArrayList<>();
        for (EntryExitProblem problem : problems) {
            if (!joined(all, problem)) {
                all.add(new WindowSeries(problem));
            }
        }
        return all;
    }

    private static boolean joined(List<WindowSeries> all, EntryExitProblem problem) {
        for (int k = all.size() - 1; k >= Math.max(0, all.size() - RECENT); k--) {
            if (all.get(k).take(problem)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a problem if it is a window that follows the last one. */
    private boolean take(EntryExitProblem next) {
        EntryExitProblem last = windows.getLast();
        if (next.legCount() != last.legCount() || next.bars() == 0 || last.bars() == 0) {
            return false;
        }
        if (direction >= 0) {
            int first = Math.max(0, last.bars() - next.bars());
            if (lastShift >= first && lastShift < last.bars() && isShifted(last, next, lastShift)) {
                return add(next, lastShift, 1);
            }
            for (int shift = first; shift < last.bars(); shift++) {
                if (isShifted(last, next, shift)) {
                    return add(next, shift, 1);
                }
            }
        }
        if (direction <= 0) {
            int first = Math.max(0, next.bars() - last.bars());
            if (lastShift >= first && lastShift < next.bars() && isShifted(next, last, lastShift)) {
                return add(next, -lastShift, -1);
            }
            for (int shift = first; shift < next.bars(); shift++) {
                if (isShifted(next, last, shift)) {
                    return add(next, -shift, -1);
                }
            }
        }
        return false;
    }

    private boolean add(EntryExitProblem next, int shift, int way) {
        int start = starts.getLast() + shift;
        if (shift != 0 || next.bars() != windows.getLast().bars()) {
            direction = way;
        }
        lastShift = shift == 0 ? lastShift : Math.abs(shift);
        windows.add(next);
        starts.add(start);
        from = Math.min(from, start);
        to = Math.max(to, start + next.bars());
        return true;
    }

    /** Returns whether the later problem's first bars are the earlier one's from {@code shift} on, to the end of the earlier one. */
    private static boolean isShifted(EntryExitProblem earlier, EntryExitProblem later, int shift) {
        int shared = earlier.bars() - shift;
        if (earlier.close()[shift] != later.close()[0]) {
            return false;
        }
        boolean equal = isShifted(earlier.close(), later.close(), shift, shared)
                && isShifted(earlier.high(), later.high(), shift, shared)
                && isShifted(earlier.low(), later.low(), shift, shared)
                && isShifted(earlier.highForecast(), later.highForecast(), shift, shared)
                && isShifted(earlier.lowForecast(), later.lowForecast(), shift, shared);
        for (int leg = 0; equal && leg < earlier.legCount(); leg++) {
            equal = isShifted(earlier.leg(leg), later.leg(leg), shift, shared);
        }
        return equal;
    }

    private static boolean isShifted(double[] earlier, double[] later, int shift, int shared) {
        return Arrays.equals(earlier, shift, shift + shared, later, 0, shared); // compares bits, so that no zero changes its sign
    }

    /** Returns how many doubles the series has. */
    long doubles() {
        return (COLUMNS + (long) windows.getFirst().legCount()) * (to - from);
    }

    /** Writes the series from a place on, each bar once, and tells where each problem lies. */
    void write(MemorySegment to, long at, Placed placed) {
        int stride = this.to - from;
        int covered = starts.getFirst();
        int end = covered;
        for (int k = 0; k < windows.size(); k++) {
            EntryExitProblem window = windows.get(k);
            int start = starts.get(k);
            int stop = start + window.bars();
            if (stop > end) {
                write(to, at, stride, window, start, Math.max(start, end), stop);
                end = stop;
            }
            if (start < covered) {
                write(to, at, stride, window, start, start, covered);
                covered = start;
            }
            placed.at(window, new Place(at + start - from, stride));
        }
    }

    /** Writes the bars {@code first} to {@code stop} of a window that begins at {@code start}. */
    private void write(MemorySegment to, long at, int stride, EntryExitProblem window, int start, int first, int stop) {
        long place = at + first - from;
        double[][] columns = {window.close(), window.high(), window.low(), window.highForecast(), window.lowForecast()};
        for (double[] column : columns) {
            MemorySegment.copy(column, first - start, to, JAVA_DOUBLE, place * Double.BYTES, stop - first);
            place += stride;
        }
        for (int leg = 0; leg < window.legCount(); leg++) {
            MemorySegment.copy(window.leg(leg), first - start, to, JAVA_DOUBLE, place * Double.BYTES, stop - first);
            place += stride;
        }
    }
}
