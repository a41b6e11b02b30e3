package dev.fastback.api;

import org.jspecify.annotations.Nullable;

/**
 * Comparisons of the lines of a series that were made lately, so that candidates that differ elsewhere share their bits. Each has one place, by its
 * key, from which a later one pushes it; memory is bounded, and what is gone is made again. Safe for use by many threads, which may each make
 * the same: entries are immutable.
 */
final class Comparisons {
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_ENTRIES = 1024;

    private final Indicators in;
    private final @Nullable Entry[] entries;

    /** Two lines, or a line and a level: the other line is the same then. */
    private enum Kind {
        LINES,
        CROSSES_LINE,
        ABOVE,
        BELOW,
        CROSSES_ABOVE,
        CROSSES_BELOW
    }

    private record Entry(Kind kind, LineKey line, LineKey other, double level, Bits bits) {}

    Comparisons(Indicators in) {
        this.in = in;
        int fitting = Math.clamp(MOST_BYTES / (in.bars() / 8 + 64), 4, MOST_ENTRIES);
        this.entries = new Entry[Integer.highestOneBit(fitting)];
    }

    /** Returns where a line is above another. */
    Bits above(Line line, Line other) {
        return lines(Kind.LINES, line, other);
    }

    /** Returns where a line crosses another from below. */
    Bits crosses(Line line, Line other) {
        return lines(Kind.CROSSES_LINE, line, other);
    }

    private Bits lines(Kind kind, Line line, Line other) {
        int at = place(31 * line.key().hashCode() + other.key().hashCode() + kind.ordinal());
        Entry entry = entries[at];
        if (entry != null && entry.kind == kind && entry.line.equals(line.key()) && entry.other.equals(other.key())) {
            return entry.bits;
        }
        Bits bits = kind == Kind.LINES
                ? Bits.above(in, line.values(), other.values())
                : above(line, other).crossing(line.values(), other.values());
        entries[at] = new Entry(kind, line.key(), other.key(), 0, bits);
        return bits;
    }

    /** Returns where a line is above a level. */
    Bits above(Line line, double level) {
        return level(Kind.ABOVE, line, level);
    }

    /** Returns where a line is below a level. */
    Bits below(Line line, double level) {
        return level(Kind.BELOW, line, level);
    }

    /** Returns where a line crosses a level from below. */
    Bits crossesAbove(Line line, double level) {
        return level(Kind.CROSSES_ABOVE, line, level);
    }

    /** Returns where a line crosses a level from above. */
    Bits crossesBelow(Line line, double level) {
        return level(Kind.CROSSES_BELOW, line, level);
    }

    private Bits level(Kind kind, Line line, double level) {
        int at = place(31 * line.key().hashCode() + Double.hashCode(level) + kind.ordinal());
        Entry entry = entries[at];
        if (entry != null && entry.kind == kind && entry.level == level && entry.line.equals(line.key())) {
            return entry.bits;
        }
        Bits bits =
                switch (kind) {
                    case ABOVE -> Bits.above(in, line.values(), level);
                    case BELOW -> Bits.below(in, line.values(), level);
                    case CROSSES_ABOVE -> above(line, level).crossing(line.values(), level, 1);
                    case CROSSES_BELOW -> below(line, level).crossing(line.values(), level, -1);
                    case LINES, CROSSES_LINE -> throw new IllegalArgumentException("of two lines: " + kind);
                };
        entries[at] = new Entry(kind, line.key(), line.key(), level, bits);
        return bits;
    }

    private int place(int hash) {
        return (hash * 0x9E3779B9 >>> 16) & entries.length - 1;
    }
}
