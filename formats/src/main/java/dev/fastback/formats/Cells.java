package dev.fastback.formats;

/** The values of a column that lie in memory at once, counted from 0. What a column does not hold is not asked for. */
interface Cells {
    boolean isMissing(int i);

    /** Returns value {@code i} of a column of times, milliseconds since the epoch. */
    default long millis(int i) {
        throw new IllegalStateException("no times");
    }

    /** Returns number {@code i}; NaN or infinite where a text is none. */
    default double number(int i) {
        throw new IllegalStateException("no numbers");
    }

    /** Returns value {@code i} as it would stand in a text. */
    String text(int i);

    /** Returns how many values there are at least. */
    int size();
}
