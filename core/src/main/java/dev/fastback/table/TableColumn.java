package dev.fastback.table;

import java.util.Collections;
import java.util.List;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column of a {@link Table}. The arrays are not copied: whoever makes a column gives them away. */
public sealed interface TableColumn {
    /** Stands for a missing value among times and whole numbers. */
    long MISSING = Long.MIN_VALUE;

    /** Returns the column's name. */
    String name();

    /** Returns how many values there are, missing ones included. */
    int size();

    /** Returns whether value {@code row} is missing. */
    boolean isMissing(int row);

    /** Returns whether any value from {@code from} (inclusive) to {@code to} (exclusive) is missing. */
    default boolean hasMissing(int from, int to) {
        for (int row = from; row < to; row++) {
            if (isMissing(row)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Points in time.
     *
     * @param millis milliseconds since the epoch, UTC, or {@link #MISSING}
     */
    record Times(String name, long[] millis) implements TableColumn {
        public Times {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public int size() {
            return millis.length;
        }

        @Override
        public boolean isMissing(int row) {
            return millis[row] == MISSING;
        }
    }

    /**
     * Whole numbers.
     *
     * @param values the numbers, or {@link #MISSING}
     */
    record Wholes(String name, long[] values) implements TableColumn {
        public Wholes {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return values[row] == MISSING;
        }
    }

    /**
     * Real numbers.
     *
     * @param values the numbers; NaN is a missing one
     */
    record Numbers(String name, double[] values) implements TableColumn {
        public Numbers {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }
    }

    /**
     * Texts.
     *
     * @param values the texts; null is a missing one
     */
    record Texts(String name, List<@Nullable String> values) implements TableColumn {
        public Texts {
            Objects.requireNonNull(name, "name");
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public boolean isMissing(int row) {
            return values.get(row) == null;
        }
    }
}
