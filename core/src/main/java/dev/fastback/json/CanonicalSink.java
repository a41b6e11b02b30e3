package dev.fastback.json;

import java.nio.charset.StandardCharsets;

/**
 * Collects JSON as bytes, token by token: canonical (RFC 8785) where keys come sorted. Who calls it sees to balanced objects and arrays. Not safe for use by
 * several threads.
 */
public final class CanonicalSink {
    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";
    private static final String HEX = "0123456789abcdef";

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final ByteText out;
    /** The last byte taken; 0 at the very beginning. */
    private byte last;
    /** Objects and arrays that have begun and not ended. */
    private int open;
    private final byte[] between;

    /** Makes one that writes a comma between values, as inside an array that begins and ends elsewhere. */
    public CanonicalSink() {
        this(",");
    }

    /** Makes one that writes something else between values; inside of them it is commas. */
    public CanonicalSink(String between) {
        this(between, new ByteText());
    }

    /** Makes one that continues a text: with what stands between values, unless it is empty. */
    public CanonicalSink(String between, ByteText out) {
        this.between = between.getBytes(StandardCharsets.UTF_8);
        this.out = out;
    }

    /** Returns what was written since the last time, as a copy; what follows continues from there. */
    public byte[] take() {
        last = before();
        return out.take();
    }

    /**
     * Begins a value that the caller writes.
     *
     * @return where it is to stand
     */
    public ByteText begin() {
        separate();
        return out;
    }

    /** Begins an object. */
    public void beginObject() {
        separate();
        out.add('{');
        open++;
    }

    /** Ends the innermost object. */
    public void endObject() {
        out.add('}');
        open--;
    }

    /** Begins an array. */
    public void beginArray() {
        separate();
        out.add('[');
        open++;
    }

    /** Ends the innermost array. */
    public void endArray() {
        out.add(']');
        open--;
    }

    /** Writes a key; its value follows. */
    public void key(JsonKey key) {
        separate();
        out.add(key.canonical());
    }

    /** Writes a key that is needed once. */
    public void key(String key) {
        separate();
        string(key);
        out.add(':');
    }

    /** Writes a string. */
    public void text(String value) {
        separate();
        string(value);
    }

    /** Writes a number, finite. */
    public void number(double value) {
        separate();
        out.wrote(out.numbers().write(value, out.room(NumberTexts.LONGEST), out.length()));
    }

    /** Writes a whole number. */
    public void number(long value) {
        separate();
        out.wrote(NumberTexts.write(value, false, out.room(NumberTexts.LONGEST), out.length()));
    }

    /** Writes true or false. */
    public void flag(boolean value) {
        separate();
        out.addAscii(value ? "true" : "false");
    }

    /** Writes null. */
    public void nothing() {
        separate();
        out.add(NULL);
    }

    /** A comma, unless something begins here. */
    private void separate() {
        byte before = before();
        if (before != '{' && before != '[' && before != ':' && before != 0) {
            if (open == 0) {
                out.add(between);
            } else {
                out.add(',');
            }
        }
    }

    private byte before() {
        return out.length() > 0 ? out.bytes()[out.length() - 1] : last;
    }

    private void string(String value) {
        out.add('"');
        if (isPlain(value)) {
            out.addAscii(value);
        } else {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            value.chars().forEach(c -> escape((char) c, escaped));
            utf8(escaped.toString());
        }
        out.add('"');
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
        out.add(json.getBytes(StandardCharsets.UTF_8));
    }
}
