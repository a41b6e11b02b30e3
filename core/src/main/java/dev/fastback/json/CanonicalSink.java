package dev.fastback.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects canonical JSON (RFC 8785) as bytes; keys must come sorted. Not safe for use by several threads. */
final class CanonicalSink implements JsonSink {
    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";
    private static final String HEX = "0123456789abcdef";

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 12];
    private int length;
    /** The last byte taken; 0 at the very beginning. */
    private byte last;
    private @Nullable RecentNumbers recent;

    /** Returns what was written since the last time, as a copy; what follows continues from there. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        last = length > 0 ? bytes[length - 1] : last;
        length = 0;
        if (recent != null) {
            recent.clear();
        }
        return taken;
    }

    int length() {
        return length;
    }

    /** Writes a value that is canonical JSON already. */
    void raw(String json) {
        separate();
        utf8(json);
    }

    @Override
    public void beginObject() {
        separate();
        put('{');
    }

    @Override
    public void endObject() {
        put('}');
    }

    @Override
    public void beginArray() {
        separate();
        put('[');
    }

    @Override
    public void endArray() {
        put(']');
    }

    @Override
    public void key(JsonKey key) {
        separate();
        bytes(key.canonical());
    }

    /** Writes a key that is needed once. */
    void key(String key) {
        separate();
        string(key);
        put(':');
    }

    @Override
    public void text(String value) {
        separate();
        string(value);
    }

    @Override
    public void number(double value) {
        separate();
        RecentNumbers known = recent;
        if (known == null) {
            known = new RecentNumbers();
            recent = known;
        }
        int slot = known.slot(value);
        int size = known.length(slot, value);
        if (size > 0) {
            reserve(size);
            System.arraycopy(bytes, known.start(slot), bytes, length, size);
            length += size;
        } else {
            int start = length;
            ascii(CanonicalJson.number(value));
            known.put(slot, value, start, length - start);
        }
    }

    @Override
    public void number(long value) {
        separate();
        ascii(CanonicalJson.number(value));
    }

    @Override
    public void flag(boolean value) {
        separate();
        ascii(value ? "true" : "false");
    }

    @Override
    public void nothing() {
        separate();
        bytes(NULL);
    }

    /** A comma, unless something begins here. */
    private void separate() {
        byte before = length > 0 ? bytes[length - 1] : last;
        if (before != '{' && before != '[' && before != ':' && before != 0) {
            put(',');
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
