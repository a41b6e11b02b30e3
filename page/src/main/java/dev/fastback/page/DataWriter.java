package dev.fastback.page;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes numbers and texts of charts as JSON that can stand in a page: no text in it can end the element around it. Numbers have eight
 * digits, which is more than a chart shows.
 */
final class DataWriter implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final MathContext DIGITS = new MathContext(8);
    private static final double WHOLE = 1e8;

    private final StringWriter text = new StringWriter(1 << 12);
    private final JsonGenerator json = MAPPER.createGenerator(text);

    void begin() {
        json.writeStartObject();
    }

    void begin(String key) {
        json.writeName(key);
        json.writeStartObject();
    }

    void end() {
        json.writeEndObject();
    }

    void beginList(String key) {
        json.writeName(key);
        json.writeStartArray();
    }

    void endList() {
        json.writeEndArray();
    }

    void text(String key, String value) {
        json.writeName(key);
        json.writeString(value);
    }

    /** Writes a flag; one that is not set is left out. */
    void flag(String key, boolean value) {
        if (value) {
            json.writeName(key);
            json.writeBoolean(true);
        }
    }

    void texts(String key, List<String> values) {
        beginList(key);
        texts(values);
        endList();
    }

    private void texts(List<String> values) {
        for (String value : values) {
            json.writeString(value);
        }
    }

    /** Writes a list alone. */
    void list(List<String> values) {
        json.writeStartArray();
        texts(values);
        json.writeEndArray();
    }

    /** Writes numbers; null for what is not finite. */
    void numbers(String key, double[] values) {
        beginList(key);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
                json.writeNumber((long) value);
            } else {
                json.writeRawValue(digits(value));
            }
        }
        endList();
    }

    private static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        String plain = rounded.toPlainString();
        String scientific = rounded.toString();
        return scientific.length() < plain.length() ? scientific : plain;
    }

    /** Returns what was written. */
    String finish() {
        json.close();
        return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    @Override
    public void close() {
        json.close();
    }
}
