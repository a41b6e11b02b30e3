package dev.fastback.json;

/**
 * Texts of numbers as bytes, those of the last ones kept: many of a simulation's figures are equal, a result is written in several forms, and copying digits is a
 * tenth of the work of finding them. Not safe for use by several threads.
 */
public final class NumberTexts {
    /** Bytes that the longest text takes at most. */
    public static final int LONGEST = 32;

    private static final int FEW_BITS = 8;
    private static final int MANY_BITS = 10;
    /** Spreads the bits of doubles that differ in a few: 2^64 over the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int MOST_DIGITS_AT_ONCE = 1_000_000_000;

    // One entry per slot: the number's bits, the length of its text, 0 for none, and LONGEST bytes for it.
    private final int bits;
    private final boolean asJava;
    private final long[] numbers;
    private final byte[] lengths;
    private final byte[] texts;

    private NumberTexts(int bits, boolean asJava) {
        this.bits = bits;
        this.asJava = asJava;
        this.numbers = new long[1 << bits];
        this.lengths = new byte[1 << bits];
        this.texts = new byte[LONGEST << bits];
    }

    /** Returns texts of canonical JSON that keep a few numbers: those of one result. */
    static NumberTexts few() {
        return new NumberTexts(FEW_BITS, false);
    }

    /** Returns texts of canonical JSON that keep a thousand numbers: those of a few simulations. */
    public static NumberTexts many() {
        return new NumberTexts(MANY_BITS, false);
    }

    /** Returns texts as {@link Double#toString(double)} and {@link Long#toString(long)} have them, as many. */
    public static NumberTexts ofJava() {
        return new NumberTexts(MANY_BITS, true);
    }

    /** Returns whether texts are those of canonical JSON. */
    public boolean areJson() {
        return !asJava;
    }

    /**
     * Writes a number.
     *
     * @param value finite
     * @param into has room for {@value #LONGEST} bytes from {@code at} on; what lies behind the text may change too
     * @return the length of the text
     * @throws IllegalArgumentException if it is not finite and JSON has no text for it
     */
    public int write(double value, byte[] into, int at) {
        long key = Double.doubleToRawLongBits(value);
        int slot = (int) (key * SPREAD >>> Long.SIZE - bits);
        int length = lengths[slot];
        if (length == 0 || numbers[slot] != key) {
            length = asJava ? copy(Double.toString(value), texts, slot * LONGEST) : CanonicalJson.write(value, texts, slot * LONGEST);
            numbers[slot] = key;
            lengths[slot] = (byte) length;
        }
        System.arraycopy(texts, slot * LONGEST, into, at, LONGEST);
        return length;
    }

    /**
     * Writes a whole number.
     *
     * @param into has room for {@value #LONGEST} bytes from {@code at} on
     * @return the length of the text
     * @throws IllegalArgumentException if it is no double, and the text is to be JSON
     */
    public int write(long value, byte[] into, int at) {
        return write(value, asJava, into, at);
    }

    static int write(long value, boolean asJava, byte[] into, int at) {
        if (value < 0 || value >= MOST_DIGITS_AT_ONCE) {
            return copy(asJava ? Long.toString(value) : CanonicalJson.number(value), into, at);
        }
        int rest = (int) value;
        if (rest < 10) {
            into[at] = (byte) ('0' + rest);
            return 1;
        }
        int size = 1;
        for (int high = rest / 10; high > 0; high /= 10) {
            size++;
        }
        for (int i = at + size - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return size;
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is what copies characters below 128 without another array
    private static int copy(String text, byte[] into, int at) {
        text.getBytes(0, text.length(), into, at);
        return text.length();
    }
}
