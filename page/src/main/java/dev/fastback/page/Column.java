package dev.fastback.page;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name its heading
 * @param format how its numbers are shown; null for a column of texts
 */
public record Column(String name, @Nullable Format format) {
    /** Returns a column of texts. */
    public static Column text(String name) {
        return new Column(name, null);
    }

    /** Returns a column of numbers. */
    public static Column of(String name, Format format) {
        return new Column(name, format);
    }
}
