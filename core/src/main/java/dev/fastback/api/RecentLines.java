package dev.fastback.api;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a series that were asked for lately, before the cache of all: neighbouring candidates ask for the same. Each has one place, by its
 * operation, from which a later one pushes it. It holds no line back that the cache has let go and nobody uses. Safe for use by many threads: entries
 * are immutable.
 */
final class RecentLines {
    private static final int PLACE_BITS = 10;

    private final @Nullable Entry[] entries = new Entry[1 << PLACE_BITS];

    private record Entry(String operation, LineKey of, int bars, WeakReference<Line> line) {}

    /** Returns the line that an operation over some bars makes of another; null if it was not asked for lately. */
    @Nullable Line find(String operation, LineKey of, int bars) {
        Entry entry = entries[place(operation, of, bars)];
        return entry != null && entry.bars == bars && entry.operation.equals(operation) && entry.of.equals(of) ? entry.line.get() : null;
    }

    /** Keeps a line. */
    Line keep(String operation, LineKey of, int bars, Line line) {
        entries[place(operation, of, bars)] = new Entry(operation, of, bars, new WeakReference<>(line));
        return line;
    }

    private int place(String operation, LineKey of, int bars) {
        return ((operation.hashCode() * 31 + of.hashCode()) * 31 + bars) * 0x9E3779B9 >>> 32 - PLACE_BITS;
    }
}
