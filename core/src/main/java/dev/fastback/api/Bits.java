package dev.fastback.api;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no for each bar, known at its close. Immutable.
 *
 * <p>A comparison with a value that is not defined is no, so {@link #not} of it is yes; the bars that a strategy is scored on begin where all of
 * its indicators are defined.
 */
public final class Bits {
    // Layout: bar i is bit i % 64 of word i / 64, so that an operation takes 64 bars at a time; bits beyond the last bar are 0.
    private final Indicators in;
    private final long[] words;
    // Made when they are first asked for, so that signals made of the same bits are of the same bits; threads may each make them.
    private @Nullable Bits not;
    private @Nullable Bits rises;

    private Bits(Indicators in, long[] words) {
        this.in = in;
        this.words = words;
    }

    private Bits(Indicators in) {
        this(in, new long[(in.bars() + 63) >>> 6]);
    }

    static Bits above(Indicators in, double[] x, double[] y) {
        Bits bits = new Bits(in);
        for (int w = 0, i = 0; w < bits.words.length; w++) {
            long word = 0;
            long bit = 1;
            for (int end = Math.min(x.length, i + 64); i < end; i++, bit <<= 1) {
                if (x[i] > y[i]) { // a branch, which is foreseen: comparisons of lines last for many bars
                    word |= bit;
                }
            }
            bits.words[w] = word;
        }
        return bits;
    }

    static Bits above(Indicators in, double[] x, double level) {
        Bits bits = new Bits(in);
        for (int w = 0, i = 0; w < bits.words.length; w++) {
            long word = 0;
            long bit = 1;
            for (int end = Math.min(x.length, i + 64); i < end; i++, bit <<= 1) {
                if (x[i] > level) {
                    word |= bit;
                }
            }
            bits.words[w] = word;
        }
        return bits;
    }

    static Bits below(Indicators in, double[] x, double level) {
        Bits bits = new Bits(in);
        for (int w = 0, i = 0; w < bits.words.length; w++) {
            long word = 0;
            long bit = 1;
            for (int end = Math.min(x.length, i + 64); i < end; i++, bit <<= 1) {
                if (x[i] < level) {
                    word |= bit;
                }
            }
            bits.words[w] = word;
        }
        return bits;
    }

    /** Returns where it becomes so, these being where {@code x > y}, and {@code x <= y} a bar before: both are defined there. */
    Bits crossing(double[] x, double[] y) {
        return crossing(before -> x[before] <= y[before]);
    }

    /** Returns the same for a level, above it where {@code sign} is 1, and below it where it is -1. */
    Bits crossing(double[] x, double level, int sign) {
        return crossing(before -> sign * x[before] <= sign * level);
    }

    /** Returns where it becomes so and something held on the bar before. */
    private Bits crossing(IntPredicate held) {
        Bits result = new Bits(in);
        for (int w = 0; w < words.length; w++) {
            long rising = rising(w);
            long kept = rising;
            for (; rising != 0; rising &= rising - 1) {
                int before = (w << 6) + Long.numberOfTrailingZeros(rising) - 1;
                if (before < 0 || !held.test(before)) {
                    kept ^= Long.lowestOneBit(rising);
                }
            }
            result.words[w] = kept;
        }
        return result;
    }

    /** Returns the bits of a word before which there is none. */
    private long rising(int w) {
        return words[w] & ~(words[w] << 1 | (w == 0 ? 0 : words[w - 1] >>> 63));
    }

    private void set(int bar) {
        words[bar >>> 6] |= 1L << bar;
    }

    boolean at(int bar) {
        return (words[bar >>> 6] >>> bar & 1) != 0;
    }

    Indicators in() {
        return in;
    }

    /** Returns the words themselves, which nobody may write to. */
    long[] words() {
        return words;
    }

    /** Returns where both are so. */
    public Bits and(Bits other) {
        in.requireOwn(other.in);
        Bits result = new Bits(in);
        for (int w = 0; w < words.length; w++) {
            result.words[w] = words[w] & other.words[w];
        }
        return result;
    }

    /** Returns where one of them or both are so. */
    public Bits or(Bits other) {
        in.requireOwn(other.in);
        Bits result = new Bits(in);
        for (int w = 0; w < words.length; w++) {
            result.words[w] = words[w] | other.words[w];
        }
        return result;
    }

    /** Returns where it is not so. */
    public Bits not() {
        Bits known = not;
        if (known == null) {
            known = makeNot();
            known.not = this;
            not = known;
        }
        return known;
    }

    private Bits makeNot() {
        Bits result = new Bits(in);
        for (int w = 0; w < words.length; w++) {
            result.words[w] = ~words[w];
        }
        int last = in.bars() & 63;
        if (last != 0) {
            result.words[words.length - 1] &= (1L << last) - 1;
        }
        return result;
    }

    /** Returns where this is so and the other is not. */
    public Bits andNot(Bits other) {
        return and(other.not());
    }

    /** Returns where it becomes so: it is, and was not a bar before. */
    public Bits rises() {
        Bits known = rises;
        if (known == null) {
            known = makeRises();
            rises = known;
        }
        return known;
    }

    private Bits makeRises() {
        Bits result = new Bits(in);
        for (int w = 0; w < words.length; w++) {
            result.words[w] = rising(w);
        }
        return result;
    }

    /** Returns where it ceases to be so: it is not, and was a bar before. */
    public Bits falls() {
        Bits result = new Bits(in);
        long carry = 0;
        for (int w = 0; w < words.length; w++) {
            result.words[w] = ~words[w] & (words[w] << 1 | carry);
            carry = words[w] >>> 63;
        }
        return result.and(all(in)); // bits beyond the last bar
    }

    private static Bits all(Indicators in) {
        return new Bits(in).not();
    }

    /** Returns what it was some bars ago, no for the first. */
    public Bits lag(int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("lag must not be negative, which would look ahead: " + bars);
        }
        Bits result = new Bits(in);
        for (int i = bars; i < in.bars(); i++) {
            if (at(i - bars)) {
                result.set(i);
            }
        }
        return result;
    }

    /** Returns where it was so at one of the last {@code bars} bars, this one included. */
    public Bits within(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("bars must be positive: " + bars);
        }
        Bits result = new Bits(in);
        int left = 0;
        for (int i = 0; i < in.bars(); i++) {
            left = at(i) ? bars : left - 1;
            if (left > 0) {
                result.set(i);
            }
        }
        return result;
    }

    /** Returns where it was so at each of the last {@code bars} bars, this one included. */
    public Bits throughout(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("bars must be positive: " + bars);
        }
        Bits result = new Bits(in);
        int run = 0;
        for (int i = 0; i < in.bars(); i++) {
            run = at(i) ? run + 1 : 0;
            if (run >= bars) {
                result.set(i);
            }
        }
        return result;
    }

    /** Returns how many bars ago it was so last, 0 for this bar; NaN before the first. */
    public Line since() {
        double[] values = new double[in.bars()];
        double since = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            since = at(i) ? 0 : since + 1;
            values[i] = since;
        }
        return new Line(in, in.key("since", new Content(words)), values);
    }

    /** What tells the bits of one line from those of another. */
    private record Content(long[] words) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Content other && Arrays.equals(words, other.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }
}
