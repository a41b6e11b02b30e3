package dev.fastback.result;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one strategy in one simulation, by {@link Figure}; any may be absent. Immutable.
 *
 * <p>Layout: bit {@code f.ordinal()} of {@code present} tells whether figure {@code f} is there; {@code bits} holds those that are, in order, from
 * {@code from} on: the bits of a real number, a count, or 0 and 1. What stands before and behind them belongs to others.
 */
public final class Figures {
    private static final long EXPONENT = 0x7ff0000000000000L;
    private static final long REALS = all(Figure.Kind.REAL);
    private static final long FLAGS = all(Figure.Kind.FLAG);
    private static final long UNSEEN =
            1L << Figure.UNSEEN_BARS.ordinal() | 1L << Figure.UNSEEN_RETURN.ordinal() | 1L << Figure.UNSEEN_PER_BAR.ordinal();

    private final long present;
    private final long[] bits;
    private final int from;

    private Figures(long present, long[] bits, int from) {
        this.present = present;
        this.bits = bits;
        this.from = from;
    }

    private static long all(Figure.Kind kind) {
        long all = 0;
        for (Figure figure : Figure.all()) {
            all |= figure.kind() == kind ? 1L << figure.ordinal() : 0;
        }
        return all;
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
        return bits[from + place];
    }

    /** Returns the bits of all figures that are there, in order; a copy. */
    public long[] bits() {
        return Arrays.copyOfRange(bits, from, from + size());
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
        return within(present, bits.clone(), 0);
    }

    /**
     * Returns figures whose bits stand among others.
     *
     * @param present which figures are there, one bit each
     * @param bits not copied: nobody may change them
     * @param from where theirs begin; there are as many as figures
     * @throws IllegalArgumentException if some are not of the figure's kind
     */
    public static Figures within(long present, long[] bits, int from) {
        int next = from;
        for (long rest = present; rest != 0; rest &= rest - 1) {
            long kind = rest & -rest;
            long value = bits[next++];
            boolean permitted = (REALS & kind) != 0 ? (value & EXPONENT) != EXPONENT : value >= 0 && ((FLAGS & kind) == 0 || value <= 1);
            if (!permitted && Long.numberOfTrailingZeros(kind) < Figure.all().size()) {
                throw new IllegalArgumentException("bits of " + Figure.all().get(Long.numberOfTrailingZeros(kind)).words()
                        + " are none of such a figure: " + Long.toHexString(value));
            }
        }
        return new Figures(present, bits, from);
    }

    /** Returns these figures with those of the test bars replaced; where there are no bars, theirs stay as they are. */
    Figures withUnseen(int bars, double totalReturn, double perBar) {
        long now = present | (bars == 0 ? 1L << Figure.UNSEEN_BARS.ordinal() : UNSEEN);
        int before = Long.bitCount(present & (1L << Figure.UNSEEN_BARS.ordinal()) - 1);
        int replaced = Long.bitCount(present & UNSEEN);
        int those = Long.bitCount(now & UNSEEN);
        int behind = from + before + replaced;
        long[] changed = new long[Long.bitCount(now)];
        System.arraycopy(bits, from, changed, 0, before);
        changed[before] = bars;
        if (bars > 0) {
            changed[before + 1] = Double.doubleToRawLongBits(totalReturn);
            changed[before + 2] = Double.doubleToRawLongBits(perBar);
        } else {
            System.arraycopy(bits, behind - (those - 1), changed, before + 1, those - 1);
        }
        System.arraycopy(bits, behind, changed, before + those, changed.length - before - those);
        return new Figures(now, changed, 0);
    }

    private int size() {
        return Long.bitCount(present);
    }

    private int position(Figure figure) {
        return from + Long.bitCount(present & (1L << figure.ordinal()) - 1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Figures f && present == f.present && Arrays.equals(bits, from, from + size(), f.bits, f.from, f.from + f.size());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits()) * 31 + Long.hashCode(present);
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
            return new Figures(present, those, 0);
        }
    }
}
