package dev.fastback.json;

import java.nio.charset.StandardCharsets;

/** A key of a JSON object, made once for all the times that it is written. */
public final class JsonKey {
    private final String text;
    private final byte[] canonical;

    /** Makes a key. */
    public JsonKey(String text) {
        this.text = text;
        this.canonical = (CanonicalJson.write(text) + ":").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the key. */
    public String text() {
        return text;
    }

    /** Returns the key as canonical JSON with its colon; not a copy. */
    byte[] canonical() {
        return canonical;
    }

    @Override
    public String toString() {
        return text;
    }
}
