package dev.fastback.onnx;

import java.util.Optional;

/**
 * Which batches give a row the same bits: any, those of one size whatever else is in them, or the row alone.
 *
 * @param rows 0 for batches of any size, 1 for the row alone, else the size
 */
record BatchMode(int rows) {
    static final BatchMode DYNAMIC = new BatchMode(0);
    static final BatchMode SINGLE = new BatchMode(1);

    BatchMode {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative: " + rows);
        }
    }

    /** Returns {@code dynamic}, {@code single}, or {@code fixed-} and the size. */
    String label() {
        return rows == 0 ? "dynamic" : rows == 1 ? "single" : "fixed-" + rows;
    }

    /** Reads what {@link #label} wrote; empty for anything else. */
    static Optional<BatchMode> of(String label) {
        return switch (label) {
            case "dynamic" -> Optional.of(DYNAMIC);
            case "single" -> Optional.of(SINGLE);
            default -> label.matches("fixed-[1-9]\\d{0,4}")
                    ? Optional.of(new BatchMode(Integer.parseInt(label.substring("fixed-".length()))))
                    : Optional.empty();
        };
    }
}
