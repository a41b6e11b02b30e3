package dev.fastback.data.csv;

import dev.fastback.data.BarDataException;
import dev.fastback.data.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that is written as JSON, an array of arrays or of objects, alone or as the only such member of an object, turned into lines
 * of comma-separated text: one for each entry, and first one of the names where the entries are objects.
 */
public final class JsonTable {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final String source;
    private final StringBuilder csv = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private int p;
    private int rows;

    private JsonTable(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /** Returns whether a text that starts so is JSON rather than a table of its own. */
    public static boolean starts(byte[] start) {
        return start.length > 1 && (start[0] == '[' || start[0] == '{');
    }

    /**
     * Returns the lines.
     *
     * @throws BarDataException if the text is no JSON, or no table
     */
    public static byte[] asCsv(byte[] json, String source) {
        JsonTable table = new JsonTable(new String(json, StandardCharsets.UTF_8), source);
        table.root();
        return table.csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void root() {
        if (peek() == '{') {
            members(0, (name, depth) -> {
                if (peek() == '[' && rows == 0) {
                    table();
                } else {
                    value(depth);
                }
            });
        } else {
            table();
        }
        if (rows == 0) {
            throw BarDataException.of(source, "is JSON, but holds no array of arrays or objects, one for each bar; write it as CSV");
        }
    }

    private void table() {
        elements(0, depth -> {
            char first = peek();
            if (first == '[') {
                List<String> row = new ArrayList<>();
                elements(depth, inner -> row.add(value(inner)));
                line(row);
            } else if (first == '{') {
                object(depth);
            } else {
                value(depth);
            }
        });
    }

    private void object(int depth) {
        Map<String, String> row = new LinkedHashMap<>();
        members(depth, (name, inner) -> row.put(name, value(inner)));
        if (rows == 0) {
            names.addAll(row.keySet());
            line(names.stream().map(JsonTable::quoted).toList());
        }
        line(names.stream().map(name -> row.getOrDefault(name, "")).toList());
    }

    private void line(List<String> fields) {
        rows++;
        csv.append(String.join(",", fields)).append('\n');
    }

    /** What is done with an element. */
    private interface Element {
        void at(int depth);
    }

    /** What is done with a member. */
    private interface Member {
        void at(String name, int depth);
    }

    private void elements(int depth, Element element) {
        expect('[');
        if (peek() == ']') {
            p++;
            return;
        }
        do {
            element.at(deeper(depth));
        } while (more(']'));
    }

    private void members(int depth, Member member) {
        expect('{');
        if (peek() == '}') {
            p++;
            return;
        }
        do {
            peek();
            String name = string();
            expect(':');
            member.at(name, deeper(depth));
        } while (more('}'));
    }

    private int deeper(int depth) {
        if (depth >= MAX_DEPTH) {
            throw damaged();
        }
        return depth + 1;
    }

    private boolean more(char end) {
        char next = peek();
        p++;
        if (next != ',' && next != end) {
            throw damaged();
        }
        return next == ',';
    }

    /** Returns a value as a field; nothing for what is itself an array or object. */
    private String value(int depth) {
        char first = peek();
        if (first == '"') {
            return quoted(string());
        }
        if (first == '[') {
            elements(depth, this::value);
            return "";
        }
        if (first == '{') {
            members(depth, (name, inner) -> value(inner));
            return "";
        }
        int start = p;
        while (p < text.length() && ",]} \t\r\n".indexOf(text.charAt(p)) < 0) {
            p++;
        }
        String word = text.substring(start, p);
        if (!word.matches("null|true|false|-?[0-9.eE+-]+|NaN|-?Infinity")) {
            throw damaged();
        }
        return word.equals("null") ? "" : word;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (p < text.length() && text.charAt(p) != '"') {
            char c = text.charAt(p++);
            if (c == '\\' && p < text.length()) {
                char escaped = text.charAt(p++);
                value.append(escaped == '/' || escaped == '\\' || escaped == '"' ? escaped : ' ');
                if (escaped == 'u') {
                    unicode(value);
                }
            } else {
                value.append(c);
            }
        }
        expect('"');
        return value.toString();
    }

    private void unicode(StringBuilder value) {
        if (p + 4 > text.length() || !text.substring(p, p + 4).matches("[0-9a-fA-F]{4}")) {
            throw damaged();
        }
        value.setCharAt(value.length() - 1, (char) Integer.parseInt(text.substring(p, p + 4), 16));
        p += 4;
    }

    /** Returns a text as one field; line ends and quotes in it become blanks. */
    private static String quoted(String value) {
        String bare = value.replaceAll("[\\p{Cntrl}\"]", " ");
        return bare.indexOf(',') < 0 ? bare : "\"" + bare + "\"";
    }

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
