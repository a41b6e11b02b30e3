package dev.fastback.onnx;

import dev.fastback.forecast.ForecasterUnusableException;
import java.util.ArrayList;
import java.util.List;

/** Has a model compute rows in batches that its mode allows. */
final class Batches {
    /** Rows per batch at most: the memory that a session takes for a larger one it never gives back, and more than this is no faster. */
    static final int MOST = 224;

    private final RowRunner runner;
    private final BatchMode mode;
    private final String name;

    Batches(RowRunner runner, BatchMode mode, String name) {
        this.runner = runner;
        this.mode = mode;
        this.name = name;
    }

    /**
     * Returns what the model says about rows, in order.
     *
     * @throws ForecasterUnusableException if there is too little memory for the smallest batch
     */
    float[] run(List<ModelRow> rows) {
        int most = mode.rows() == 0 ? MOST : mode.rows();
        float[] all = new float[rows.size() * runner.width()];
        for (int from = 0; from < rows.size(); from += most) {
            List<ModelRow> batch = rows.subList(from, Math.min(rows.size(), from + most));
            float[] given = mode.rows() == 0 ? halved(batch) : filled(batch);
            System.arraycopy(given, 0, all, from * runner.width(), batch.size() * runner.width());
        }
        return all;
    }

    /** Runs a batch, in halves where there is no memory for it. */
    private float[] halved(List<ModelRow> batch) {
        try {
            return runner.run(batch);
        } catch (RowRunner.OutOfRoomException e) {
            if (batch.size() == 1) {
                throw unusable("not even for one context", e);
            }
            int middle = batch.size() / 2;
            float[] first = halved(batch.subList(0, middle));
            float[] second = halved(batch.subList(middle, batch.size()));
            float[] all = java.util.Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            return all;
        }
    }

    /** Runs a batch of the one size that the mode allows; its first row fills what is left, never zeros, of which a model may make anything. */
    private float[] filled(List<ModelRow> batch) {
        List<ModelRow> rows = batch;
        if (batch.size() < mode.rows()) {
            rows = new ArrayList<>(batch);
            while (rows.size() < mode.rows()) {
                rows.add(batch.getFirst());
            }
        }
        try {
            return runner.run(rows);
        } catch (RowRunner.OutOfRoomException e) {
            throw unusable("for a batch of " + mode.rows() + ", and smaller ones would give other bits", e);
        }
    }

    private ForecasterUnusableException unusable(String what, RowRunner.OutOfRoomException e) {
        return new ForecasterUnusableException("model " + name + ": not enough memory, " + what, e);
    }
}
