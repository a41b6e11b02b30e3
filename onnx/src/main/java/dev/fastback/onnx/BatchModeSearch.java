package dev.fastback.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Finds the batch mode of a model by the bits of 64 rows: alone, in batches of 3, 5, 28, 31 and 64, turned round, and beside other neighbours. Operators whose
 * bits depend on their batch are common (logarithms, means over odd widths, quantisation at run time); a sample shows them, it does not prove that there are none.
 */
final class BatchModeSearch {
    /** Rows that are compared. */
    static final int ROWS = 64;
    /** Rows that it takes: those that are compared, and strangers for them to stand beside. */
    static final int WITH_STRANGERS = 2 * ROWS;

    private static final int[] SIZES = {3, 5, 28, 31, 64};
    private static final int[] FIXED = {64, 28};

    private final RowRunner runner;
    private final List<ModelRow> rows;
    private final List<ModelRow> strangers;
    private final int width;

    private BatchModeSearch(RowRunner runner, List<ModelRow> all) {
        this.runner = runner;
        this.rows = all.subList(0, ROWS);
        this.strangers = all.subList(ROWS, WITH_STRANGERS);
        this.width = runner.width();
    }

    /**
     * What was found.
     *
     * @param mode how the model may be run; null where it gives other numbers when it is asked again
     * @param lines what was seen, in words
     */
    record Found(@Nullable BatchMode mode, List<String> lines) {}

    /**
     * Finds the mode.
     *
     * @param rows {@value #WITH_STRANGERS} that differ; the first {@value #ROWS} are compared
     * @param fileBatch rows per batch where the file has a fixed number; 0 where it takes any
     */
    static Found of(RowRunner runner, List<ModelRow> rows, int fileBatch) {
        BatchModeSearch search = new BatchModeSearch(runner, rows);
        return fileBatch == 0 ? search.find() : search.findFixed(fileBatch);
    }

    private Found find() {
        List<String> lines = new ArrayList<>();
        float[] alone = runAll(rows, 1);
        if (!same(alone, runAll(rows, 1))) {
            return new Found(null, List.of("the same context alone gives other numbers when it is asked again"));
        }
        boolean dynamic = true;
        for (int size : SIZES) {
            int differ = 0;
            for (List<ModelRow> order : orders()) {
                differ = Math.max(differ, differing(alone, order, runAll(order, size)));
            }
            if (differ > 0) {
                dynamic = false;
                lines.add("in batches of " + size + ", " + differ + " of " + rows.size() + " contexts have other bits than alone");
            }
        }
        if (dynamic) {
            return new Found(BatchMode.DYNAMIC, lines);
        }
        for (int size : FIXED) {
            if (isIndependent(size, lines)) {
                return new Found(new BatchMode(size), lines);
            }
        }
        return new Found(BatchMode.SINGLE, lines);
    }

    private Found findFixed(int size) {
        List<String> lines = new ArrayList<>();
        if (!same(runAll(rows, size), runAll(rows, size))) {
            return new Found(null, List.of("the same contexts give other numbers when they are asked again"));
        }
        if (size > 1 && !isIndependent(size, lines)) {
            lines.add("the file takes " + size + " at a time and no other number, so that no context can be asked alone: export it with a dynamic batch");
            return new Found(null, lines);
        }
        return new Found(new BatchMode(size), lines);
    }

    /** Returns whether, in batches of one size, a row has the same bits in any place and beside any neighbours. */
    private boolean isIndependent(int size, List<String> lines) {
        float[] first = runAll(rows, size);
        int differ = 0;
        for (List<ModelRow> order : orders()) {
            differ = Math.max(differ, differing(first, order, runAll(order, size)));
        }
        if (differ > 0) {
            lines.add("in batches of " + size + ", " + differ + " of " + rows.size() + " contexts change with their place and neighbours");
        }
        return differ == 0;
    }

    /** Returns the rows as they are, turned round, moved by one, mixed, and each beside a stranger, so that places and neighbours differ. */
    private List<List<ModelRow>> orders() {
        List<ModelRow> moved = new ArrayList<>(rows);
        Collections.rotate(moved, 1);
        List<ModelRow> mixed = new ArrayList<>(rows);
        Collections.shuffle(mixed, new Random(9));
        List<ModelRow> beside = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            beside.add(rows.get(i));
            beside.add(strangers.get(i));
        }
        return List.of(rows, rows.reversed(), moved, mixed, beside);
    }

    /** Runs rows in batches of a size; the last one is filled with the first row of it. */
    private float[] runAll(List<ModelRow> order, int size) {
        return new Batches(runner, new BatchMode(size), "").run(order);
    }

    private int differing(float[] reference, List<ModelRow> order, float[] given) {
        int differ = 0;
        for (int i = 0; i < order.size(); i++) {
            int place = rows.indexOf(order.get(i));
            if (place >= 0 && !same(Arrays.copyOfRange(reference, place * width, (place + 1) * width), Arrays.copyOfRange(given, i * width, (i + 1) * width))) {
                differ++;
            }
        }
        return differ;
    }

    private static boolean same(float[] one, float[] two) {
        for (int i = 0; i < one.length; i++) {
            if (Float.floatToRawIntBits(one[i]) != Float.floatToRawIntBits(two[i])) {
                return false;
            }
        }
        return one.length == two.length;
    }
}
