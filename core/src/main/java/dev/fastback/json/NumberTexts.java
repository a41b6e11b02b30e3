package dev.fastback.json;

/**
 * Canonical texts of numbers, those of the last ones kept: many of a simulation's figures are equal, a result is written in several forms, and copying digits is a
 * tenth of the work of finding them. Not safe for use by several threads.
 */
public final class NumberTexts {
    /** Bytes that the longest text takes at most. */
    public static final int LONGEST = 32;

    private static final int FEW_BITS = 8;
    private static final int MANY_BITS = 11;
    /** Spreads the bits of doubles that differ in a few: 2^64 over the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    // One entry per slot: the number's bits, the length of its text, 0 for none, and LONGEST bytes for it.
    private final int bits;
    private final long[] numbers;
    private final byte[] lengths;
    private final byte[] texts;

    private NumberTexts(int bits) {
        this.bits = bits;
        this.numbers = new long[1 << bits];
        this.lengths = new byte[1 << bits];
        this.texts = new byte[LONGEST << bits];
    }

    /** Returns texts that keep a few numbers: those of one result. */
    static NumberTexts few() {
        return new NumberTexts(FEW_BITS);
    }

    /** Returns texts that keep two thousand numbers: those of some tens of simulations. */
    public static NumberTexts many() {
        return new NumberTexts(MANY_BITS);
    }

    /**
     * Writes a number as canonical JSON has it.
     *
     * @param value finite
     * @param into has room for {@value #LONGEST} bytes from {@code at} on; what lies behind the text may change too
     * @return the length of the text
     * @throws IllegalArgumentException if it is not finite
     */
    public int write(double value, byte[] into, int at) {
        long key = Double.doubleToRawLongBits(value);
        int slot = (int) (key * SPREAD >>> Long.SIZE - bits);
        int length = lengths[slot];
        if (length == 0 || numbers[slot] != key) {
            length = CanonicalJson.write(value, texts, slot * LONGEST);
            numbers[slot] = key;
            lengths[slot] = (byte) length;
        }
        System.arraycopy(texts, slot * LONGEST, into, at, LONGEST);
        return length;
    }
}
