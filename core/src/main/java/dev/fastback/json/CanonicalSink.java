package dev.fastback.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects JSON as bytes, token by token: canonical (RFC 8785) where keys come sorted. Who calls it sees to balanced objects and arrays. Not safe for use by
 * several threads.
 */
public final class CanonicalSink {
    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";
    private static final String HEX = "0123456789abcdef";

    private static final int MOST_DIGITS_AT_ONCE = 1_000_000_000;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final int ROOM = 1 << 12;

    private byte[] bytes;
    private int length;
    /** The last byte taken; 0 at the very beginning. */
    private byte last;
    private @Nullable NumberTexts numbers;
    /** Objects and arrays that have begun and not ended. */
    private int open;
    private final byte[] between;

    /** Makes one that writes a comma between values, as inside an array that begins and ends elsewhere. */
    public CanonicalSink() {
        this(",");
    }

    /** Makes one that writes something else between values; inside of them it is commas. */
    public CanonicalSink(String between) {
        this.between = between.getBytes(StandardCharsets.UTF_8);
        this.bytes = new byte[ROOM];
    }

    /**
     * Makes one for a long text.
     *
     * @param numbers knows the texts of numbers that are written elsewhere too
     * @param room bytes that it is expected to have
     */
    public CanonicalSink(String between, NumberTexts numbers, int room) {
        this.between = between.getBytes(StandardCharsets.UTF_8);
        this.numbers = numbers;
        this.bytes = new byte[room];
    }

    /** Returns what was written since the last time, as a copy; what follows continues from there. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        last = length > 0 ? bytes[length - 1] : last;
        length = 0;
        return taken;
    }

    /** Returns how many bytes wait to be taken. */
    public int length() {
        return length;
    }

    /** Writes a value that is canonical JSON already. */
    public void raw(String json) {
        separate();
        utf8(json);
    }

    /** Writes the beginning of a value, or all of it, that is JSON already; {@link #further} and tokens may go on in it. */
    public void raw(byte[] json) {
        separate();
        bytes(json);
    }

    /** Writes what follows in a value that {@link #raw(byte[])} began, as it is: with the comma, where one is due. */
    public void further(byte[] json) {
        bytes(json);
    }

    /** Begins an object. */
    public void beginObject() {
        separate();
        put('{');
        open++;
    }

    /** Ends the innermost object. */
    public void endObject() {
        put('}');
        open--;
    }

    /** Begins an array. */
    public void beginArray() {
        separate();
        put('[');
        open++;
    }

    /** Ends the innermost array. */
    public void endArray() {
        put(']');
        open--;
    }

    /** Writes a key; its value follows. */
    public void key(JsonKey key) {
        separate();
        bytes(key.canonical());
    }

    /** Writes a key that is needed once. */
    public void key(String key) {
        separate();
        string(key);
        put(':');
    }

    /** Writes a string. */
    public void text(String value) {
        separate();
        string(value);
    }

    /** Writes a number, finite. */
    public void number(double value) {
        separate();
        NumberTexts known = numbers;
        if (known == null) {
            known = NumberTexts.few();
            numbers = known;
        }
        reserve(NumberTexts.LONGEST);
        length += known.write(value, bytes, length);
    }

    /** Writes a whole number. */
    public void number(long value) {
        separate();
        if (value < 0 || value >= MOST_DIGITS_AT_ONCE) {
            ascii(CanonicalJson.number(value));
            return;
        }
        int size = 1;
        for (int rest = (int) value / 10; rest > 0; rest /= 10) {
            size++;
        }
        reserve(size);
        length += size;
        int rest = (int) value;
        for (int at = length - 1; at >= length - size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes true or false. */
    public void flag(boolean value) {
        separate();
        ascii(value ? "true" : "false");
    }

    /** Writes null. */
    public void nothing() {
        separate();
        bytes(NULL);
    }

    /** A comma, unless something begins here. */
    private void separate() {
        byte before = length > 0 ? bytes[length - 1] : last;
        if (before != '{' && before != '[' && before != ':' && before != 0) {
            if (open == 0) {
                bytes(between);
            } else {
                put(',');
            }
        }
    }

    private void string(String value) {
        put('"');
        if (isPlain(value)) {
            ascii(value);
        } else {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            value.chars().forEach(c -> escape((char) c, escaped));
            utf8(escaped.toString());
        }
        put('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void escape(char c, StringBuilder out) {
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            out.append('\\').append(ESCAPES.charAt(known));
        } else if (c < 0x20) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
            out.append(c);
        }
    }

    private void utf8(String json) {
        bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void put(int c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is what copies characters below 128 without another array
    private void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
