package dev.fastback.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text as bytes that grows at its end, with the texts of numbers in it. Not safe for use by several threads. */
public final class ByteText {
    private static final int ROOM = 1 << 12;

    private byte[] bytes;
    private int length;
    private @Nullable NumberTexts numbers;

    /** Makes an empty text with canonical numbers. */
    public ByteText() {
        this.bytes = new byte[ROOM];
    }

    /** Makes an empty text with such numbers, which are written elsewhere too. */
    public ByteText(NumberTexts numbers) {
        this();
        this.numbers = numbers;
    }

    /** Returns how long it is. */
    public int length() {
        return length;
    }

    /** Returns the bytes, {@link #length} of them and whatever follows; not a copy, and others when more was written. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the texts of its numbers. */
    public NumberTexts numbers() {
        NumberTexts known = numbers;
        if (known == null) {
            known = NumberTexts.few();
            numbers = known;
        }
        return known;
    }

    /**
     * Makes room for what the caller writes: {@link #wrote} tells its length.
     *
     * @return where it is to stand, from {@link #length} on
     */
    public byte[] room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        return bytes;
    }

    /** Adds what was written behind the end. */
    public void wrote(int count) {
        length += count;
    }

    /** Adds bytes. */
    public void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Adds a character below 128. */
    public void add(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    /** Adds characters below 128. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is what copies characters below 128 without another array
    public void addAscii(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    /** Returns a copy, and begins anew. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    /** Begins anew. */
    public void clear() {
        length = 0;
    }
}
