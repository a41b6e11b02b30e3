package dev.fastback.result;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one strategy in one simulation, by {@link Figure}; any may be absent. Immutable.
 *
 * <p>Layout: bit {@code f.ordinal()} of {@code present} tells whether figure {@code f} is there; {@code bits} holds those that are, in order:
 * the bits of a real number, a count, or 0 and 1.
 */
public final class Figures {
    private final long present;
    private final long[] bits;

    private Figures(long present, long[] bits) {
        this.present = present;
        this.bits = bits;
    }

    /** Returns whether a figure is there. */
    public boolean has(Figure figure) {
        return (present >>> figure.ordinal() & 1) != 0;
    }

    /** Returns a real figure; NaN where it is absent. */
    public double real(Figure figure) {
        return has(figure) ? Double.longBitsToDouble(bits[position(figure)]) : Double.NaN;
    }

    /** Returns a count; 0 where it is absent. */
    public long count(Figure figure) {
        return has(figure) ? bits[position(figure)] : 0;
    }

    /** Returns whether a flag is there and true. */
    public boolean flag(Figure figure) {
        return has(figure) && bits[position(figure)] != 0;
    }

    /** Returns a figure as a {@link Double}, {@link Long} or {@link Boolean}; null where it is absent. */
    public @Nullable Object value(Figure figure) {
        if (!has(figure)) {
            return null;
        }
        return switch (figure.kind()) {
            case REAL -> (Object) real(figure);
            case COUNT -> count(figure);
            case FLAG -> flag(figure);
        };
    }

    /** Returns which figures are there, one bit each. */
    public long present() {
        return present;
    }

    /** Returns the bits of a figure that is there. */
    public long bits(Figure figure) {
        return bits[position(figure)];
    }

    /** Returns the bits of the figure at a place, from 0, among those that are there. */
    public long bitsAt(int place) {
        return bits[place];
    }

    /** Returns the bits of all figures that are there, in order; a copy. */
    public long[] bits() {
        return bits.clone();
    }

    /**
     * Returns figures by their bits.
     *
     * @param present which figures are there, one bit each
     * @param bits theirs, in order
     * @throws IllegalArgumentException if there are not as many bits as figures, or some are not of the figure's kind
     */
    public static Figures of(long present, long... bits) {
        if (bits.length != Long.bitCount(present)) {
            throw new IllegalArgumentException("bits must be " + Long.bitCount(present) + ": " + bits.length);
        }
        int next = 0;
        for (long rest = present; rest != 0; rest &= rest - 1) {
            int ordinal = Long.numberOfTrailingZeros(rest);
            if (ordinal < Figure.all().size() && !Figure.all().get(ordinal).permits(bits[next])) {
                throw new IllegalArgumentException(
                        "bits of " + Figure.all().get(ordinal).words() + " are none of such a figure: " + Long.toHexString(bits[next]));
            }
            next++;
        }
        return new Figures(present, bits.clone());
    }

    private int position(Figure figure) {
        return Long.bitCount(present & (1L << figure.ordinal()) - 1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Figures f && present == f.present && Arrays.equals(bits, f.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits) * 31 + Long.hashCode(present);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Figure figure : Figure.all()) {
            if (has(figure)) {
                text.append(text.isEmpty() ? "" : ", ").append(figure.column()).append('=').append(value(figure));
            }
        }
        return text.toString();
    }

    /** Returns a collector of the figures of a strategy, named in messages. */
    public static Builder of(String strategy) {
        return new Builder(strategy);
    }

    /** Returns a collector that begins with the same figures, for a strategy that is named in messages. */
    public Builder changed(String strategy) {
        Builder changed = new Builder(strategy);
        int next = 0;
        for (long rest = present; rest != 0; rest &= rest - 1) {
            changed.bits[Long.numberOfTrailingZeros(rest)] = bits[next++];
        }
        changed.present = present;
        return changed;
    }

    /** Collects figures. */
    public static final class Builder {
        private final String strategy;
        private final long[] bits = new long[Figure.all().size()];
        private long present;

        private Builder(String strategy) {
            this.strategy = strategy;
        }

        /**
         * Sets a real figure.
         *
         * @throws IllegalArgumentException if it is not finite: prices that overflow make a failed simulation, not a result
         */
        public Builder set(Figure figure, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(figure.words() + " of " + strategy + " must be finite: " + value);
            }
            return setBits(figure, Double.doubleToRawLongBits(value));
        }

        /** Sets a count. */
        public Builder set(Figure figure, long count) {
            return setBits(figure, count);
        }

        /** Sets a flag. */
        public Builder set(Figure figure, boolean flag) {
            return setBits(figure, flag ? 1 : 0);
        }

        /** Sets a figure of any kind by its bits, as {@link Figures#bits} gives them. */
        public Builder setBits(Figure figure, long value) {
            bits[figure.ordinal()] = value;
            present |= 1L << figure.ordinal();
            return this;
        }

        /** Returns the figures. */
        public Figures build() {
            long[] those = new long[Long.bitCount(present)];
            int count = 0;
            for (long rest = present; rest != 0; rest &= rest - 1) {
                those[count++] = bits[Long.numberOfTrailingZeros(rest)];
            }
            return new Figures(present, those);
        }
    }
}
