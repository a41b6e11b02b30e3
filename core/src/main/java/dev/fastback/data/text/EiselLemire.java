package dev.fastback.data.text;

import java.math.BigInteger;

/**
 * Turns {@code digits * 10^power} into the nearest double with one or two multiplications of 64 bits [1].
 *
 * <p>The product of the digits with a power of ten cut to 128 bits decides the rounding except in rare cases, which are
 * told. With at most 19 digits and the powers kept here, which are those of prices and volumes, the result is never
 * subnormal and never too large.
 *
 * <p>[1] D. Lemire, "Number Parsing at a Gigabyte per Second", Software: Practice and Experience 51(8), 2021, 1700-1727.
 */
final class EiselLemire {
    static final int MIN_POWER = -60;
    static final int MAX_POWER = 60;

    // The top 128 bits of each power of ten, the highest bit set, the rest cut off, in two halves.
    private static final long[] HIGH = new long[MAX_POWER - MIN_POWER + 1];
    private static final long[] LOW = new long[MAX_POWER - MIN_POWER + 1];

    static {
        for (int power = MIN_POWER; power <= MAX_POWER; power++) {
            BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
            BigInteger wide = power < 0 ? BigInteger.ONE.shiftLeft(512).divide(ten) : ten.shiftLeft(512);
            BigInteger top = wide.shiftRight(wide.bitLength() - 128);
            HIGH[power - MIN_POWER] = top.shiftRight(64).longValue();
            LOW[power - MIN_POWER] = top.longValue();
        }
    }

    private EiselLemire() {}

    /**
     * Returns the double nearest to {@code digits * 10^power}, NaN when these bits do not decide.
     *
     * @param digits unsigned
     * @param power from {@link #MIN_POWER} to {@link #MAX_POWER}
     */
    static double nearest(long digits, int power) {
        if (digits == 0) {
            return 0;
        }
        int zeros = Long.numberOfLeadingZeros(digits);
        long shifted = digits << zeros;
        long factor = HIGH[power - MIN_POWER];
        long high = Math.unsignedMultiplyHigh(shifted, factor);
        long low = shifted * factor;
        if ((high & 0x1ff) == 0x1ff && Long.compareUnsigned(low + shifted, low) < 0) {
            // The bits cut off could carry into those that decide: multiply by the lower half too.
            long factorLow = LOW[power - MIN_POWER];
            long middle = low + Math.unsignedMultiplyHigh(shifted, factorLow);
            long lowest = shifted * factorLow;
            if (Long.compareUnsigned(middle, low) < 0) {
                high++;
            }
            if ((high & 0x1ff) == 0x1ff && middle == -1 && Long.compareUnsigned(lowest + shifted, lowest) < 0) {
                return Double.NaN;
            }
            low = middle;
        }
        int top = (int) (high >>> 63);
        long mantissa = high >>> (top + 9);
        if (low == 0 && (high & 0x1ff) == 0 && (mantissa & 3) == 1) {
            return Double.NaN;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        // floor(log2(10^power)) for powers of this size, and the exponent's bias.
        int exponent = ((217_706 * power) >> 16) + 64 + Double.MAX_EXPONENT - zeros + top - 1;
        if (mantissa == 1L << 53) {
            mantissa >>>= 1;
            exponent++;
        }
        return Double.longBitsToDouble((long) exponent << 52 | (mantissa & ((1L << 52) - 1)));
    }
}
