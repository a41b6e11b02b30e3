package dev.fastback.data.csv.shapes;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes JSON apart: objects become maps in the order of their members, arrays lists, and all else text as it stands, nothing for
 * {@code null}. Several values one after another, as in files of a JSON object a line, are one list.
 */
final class JsonText {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final String source;
    private int p;

    private JsonText(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /**
     * Returns the value.
     *
     * @throws BarDataException if the text is no JSON
     */
    static Object parse(String text, String source) {
        JsonText json = new JsonText(text.startsWith("\ufeff") ? text.substring(1) : text, source);
        Object first = json.value(0);
        if (json.peek() == 0) {
            return first;
        }
        List<Object> values = new ArrayList<>(List.of(first));
        while (json.peek() != 0) {
            values.add(json.value(1));
        }
        return values;
    }

    private Object value(int depth) {
        char first = peek();
        if (depth > MAX_DEPTH) {
            throw damaged();
        }
        if (first == '{') {
            return object(depth);
        }
        if (first == '[') {
            return array(depth);
        }
        return first == '"' ? string() : word();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            p++;
            return members;
        }
        do {
            String name = string();
            expect(':');
            members.put(name, value(depth + 1));
        } while (more('}'));
        return members;
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        expect('[');
        if (peek() == ']') {
            p++;
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (more(']'));
        return elements;
    }

    private boolean more(char end) {
        char next = peek();
        if (next != ',' && next != end) {
            throw damaged();
        }
        p++;
        return next == ',';
    }

    private String word() {
        int start = p;
        while (p < text.length() && ",:]}[{\" \t\r\n".indexOf(text.charAt(p)) < 0) {
            p++;
        }
        String word = text.substring(start, p);
        if (!word.matches("null|true|false|-?[0-9.eE+-]+|NaN|-?Infinity")) {
            p = start;
            throw damaged();
        }
        return word.equals("null") ? "" : word;
    }

    private String string() {
        expect('"');
        int start = p;
        while (p < text.length() && text.charAt(p) != '"' && text.charAt(p) != '\\') {
            p++;
        }
        StringBuilder value = new StringBuilder(text.substring(start, p));
        while (p < text.length() && text.charAt(p) != '"') {
            char c = text.charAt(p++);
            if (c == '\\' && p < text.length()) {
                char escaped = text.charAt(p++);
                value.append(escaped == '/' || escaped == '\\' || escaped == '"' ? escaped : escaped == 'u' ? unicode() : ' ');
            } else {
                value.append(c);
            }
        }
        expect('"');
        return value.toString();
    }

    private char unicode() {
        if (p + 4 > text.length() || !text.substring(p, p + 4).matches("[0-9a-fA-F]{4}")) {
            throw damaged();
        }
        p += 4;
        return (char) Integer.parseInt(text.substring(p - 4, p), 16);
    }

    /** Returns the next character that is not blank, 0 at the end. */
    private char peek() {
        while (p < text.length() && text.charAt(p) <= ' ') {
            p++;
        }
        return p < text.length() ? text.charAt(p) : 0;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw damaged();
        }
        p++;
    }

    private BarDataException damaged() {
        int from = Math.min(p, text.length());
        return BarDataException.of(source, "is no JSON that can be read, from character " + (from + 1) + " on: "
                + Printable.text(text.substring(from, Math.min(from + 20, text.length()))));
    }
}
