package dev.fastback.onnx;

import java.util.List;

/** Computes rows together. */
interface RowRunner {
    /**
     * Returns what a model says about rows: {@link #width} numbers each, in order.
     *
     * @throws OutOfRoomException if there is not enough memory for so many
     */
    float[] run(List<ModelRow> rows);

    /** Returns the numbers that a row gives: those of the first step, column by column. */
    int width();

    /** There is not enough memory for a batch. */
    final class OutOfRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRoomException(Throwable cause) {
            super("out of memory", cause);
        }
    }
}
