package dev.fastback.data.csv;

import dev.fastback.data.BarColumns;
import dev.fastback.data.BarDataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that is written as JSON, turned into lines of comma-separated text: one for each bar, and first one of the names where there
 * are such. Wherever in the value it stands, the table is the first of these that is found, outer ones before inner ones:
 *
 * <ul>
 *   <li>an object with members that are arrays of equal length, of which four are named like prices ({@code {"t": [..], "o": [..]}});
 *   <li>an object of columns, rows and perhaps an index ({@code {"columns": [..], "data": [[..], ..]}});
 *   <li>an object whose members are bars by their times, or columns by their names, each with its values by their times;
 *   <li>an array of objects with prices, of which inner objects count as part ({@code {"time": .., "mid": {"o": ..}}});
 *   <li>an array of arrays.
 * </ul>
 */
final class JsonTable {
    private static final int PRICES = 4;
    private static final int DEEPEST_COLUMNS = 4;
    /** So many elements of an array are looked into for a table. */
    private static final int MOST_LOOKED_INTO = 100;

    private final StringBuilder csv = new StringBuilder();

    private JsonTable() {}

    /** Returns whether a text that starts so is JSON rather than a table of its own. */
    static boolean starts(String head) {
        String start = head.startsWith("\ufeff") ? head.substring(1) : head;
        int first = nextMark(start, 0);
        int second = nextMark(start, first + 1);
        if (second >= start.length()) {
            return false;
        }
        char inside = start.charAt(second);
        return start.charAt(first) == '{'
                ? inside == '"' || inside == '}'
                : start.charAt(first) == '[' && (inside == '[' || inside == '{' || inside == '"' || inside == ']' || isNumber(inside));
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || c == '-';
    }

    private static int nextMark(String text, int from) {
        int p = from;
        while (p < text.length() && " \t\r\n".indexOf(text.charAt(p)) >= 0) {
            p++;
        }
        return p;
    }

    /**
     * Returns the lines.
     *
     * @throws BarDataException if the text is no JSON, or no table
     */
    static byte[] asCsv(byte[] json, String source) {
        Object root = JsonText.parse(new String(json, StandardCharsets.UTF_8), source);
        JsonTable table = new JsonTable();
        if (!table.find(root)) {
            throw BarDataException.of(source, "is JSON, but holds no array of arrays or objects, one for each bar, and no arrays of open, "
                    + "high, low and close; write it as CSV");
        }
        return table.csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean find(Object root) {
        Deque<Object> waiting = new ArrayDeque<>(List.of(root));
        @Nullable List<?> others = null;
        while (!waiting.isEmpty()) {
            Object node = waiting.remove();
            if (node instanceof Map<?, ?> map) {
                if (arrays(map) || split(map) || keyed(map)) {
                    return true;
                }
                waiting.addAll(map.values());
            } else if (node instanceof List<?> list) {
                if (objects(list, PRICES) || rows(list)) {
                    return true;
                }
                others = others == null && list.stream().anyMatch(Map.class::isInstance) ? list : others;
                list.stream().limit(MOST_LOOKED_INTO).forEach(waiting::add);
            }
        }
        // Objects without prices are written all the same: the message about their columns says more than that there is no table.
        return others != null && objects(others, 0);
    }

    /** Takes arrays of equal length that four of the names of prices have. */
    private boolean arrays(Map<?, ?> map) {
        Map<String, List<?>> found = new LinkedHashMap<>();
        gather(map, 0, found);
        for (Map.Entry<String, List<?>> entry : found.entrySet()) {
            int length = entry.getValue().size();
            List<Map.Entry<String, List<?>>> columns =
                    found.entrySet().stream().filter(other -> other.getValue().size() == length).toList();
            List<String> names = columns.stream().map(Map.Entry::getKey).toList();
            if (BarColumns.pricesIn(List.of(entry.getKey())) == 1 && BarColumns.pricesIn(names) == PRICES) {
                line(names.stream().map(JsonTable::quoted).toList());
                for (int i = 0; i < length; i++) {
                    int row = i;
                    line(columns.stream().map(column -> text(column.getValue().get(row))).toList());
                }
                return true;
            }
        }
        return false;
    }

    private static void gather(Object node, int depth, Map<String, List<?>> found) {
        if (node instanceof Map<?, ?> map && depth < DEEPEST_COLUMNS) {
            map.forEach((name, value) -> {
                if (value instanceof List<?> list && !list.isEmpty() && list.stream().noneMatch(JsonTable::isInner)) {
                    found.putIfAbsent(String.valueOf(name), list);
                } else {
                    gather(value, depth + 1, found);
                }
            });
        } else if (node instanceof List<?> list && list.size() == 1) {
            gather(list.getFirst(), depth, found);
        }
    }

    /** Takes what tools write as columns, index and data. */
    private boolean split(Map<?, ?> map) {
        if (!(map.get("columns") instanceof List<?> columns) || !(map.get("data") instanceof List<?> data)) {
            return false;
        }
        @Nullable Object index = map.get("index");
        boolean indexed = index instanceof List<?> list && list.size() == data.size();
        List<String> names = new ArrayList<>(indexed ? List.of("") : List.of());
        columns.forEach(name -> names.add(text(name)));
        if (BarColumns.pricesIn(names) < PRICES || !data.stream().allMatch(List.class::isInstance)) {
            return false;
        }
        line(names);
        for (int i = 0; i < data.size(); i++) {
            List<String> row = new ArrayList<>();
            if (indexed && index instanceof List<?> list) {
                row.add(text(list.get(i)));
            }
            ((List<?>) data.get(i)).forEach(value -> row.add(text(value)));
            line(row);
        }
        return true;
    }

    /** Takes bars by their times, or columns by their names, each with its values by their times. */
    private boolean keyed(Map<?, ?> map) {
        List<String> names = new ArrayList<>();
        List<Map<?, ?>> inner = new ArrayList<>();
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> one && !one.isEmpty()) {
                names.add(quoted(String.valueOf(name)));
                inner.add(one);
            }
        });
        if (inner.isEmpty()) {
            return false;
        }
        List<?> keys = List.copyOf(inner.getFirst().keySet());
        List<String> keyNames = keys.stream().map(key -> quoted(String.valueOf(key))).toList();
        if (BarColumns.pricesIn(names) == PRICES) {
            line(prefixed("", names));
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i);
                line(prefixed(keyNames.get(i), inner.stream().map(column -> text(column.get(key))).toList()));
            }
            return true;
        }
        if (inner.size() == map.size() && BarColumns.pricesIn(keyNames) == PRICES) {
            line(prefixed("", keyNames));
            for (int i = 0; i < inner.size(); i++) {
                Map<?, ?> bar = inner.get(i);
                line(prefixed(names.get(i), keys.stream().map(key -> text(bar.get(key))).toList()));
            }
            return true;
        }
        return false;
    }

    private static List<String> prefixed(String first, List<String> others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private boolean objects(List<?> list, int prices) {
        Map<String, String> first = new LinkedHashMap<>();
        list.stream().filter(Map.class::isInstance).findFirst().ifPresent(element -> flatten((Map<?, ?>) element, first));
        List<String> names = List.copyOf(first.keySet());
        if (names.isEmpty() || BarColumns.pricesIn(names) < prices) {
            return false;
        }
        line(names.stream().map(JsonTable::quoted).toList());
        for (Object element : list) {
            Map<String, String> row = new LinkedHashMap<>();
            if (element instanceof Map<?, ?> map) {
                flatten(map, row);
            }
            line(names.stream().map(name -> row.getOrDefault(name, "")).toList());
        }
        return true;
    }

    private static void flatten(Map<?, ?> map, Map<String, String> row) {
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(inner, row);
            } else {
                row.putIfAbsent(String.valueOf(name), text(value));
            }
        });
    }

    private boolean rows(List<?> list) {
        if (list.isEmpty() || !(list.getFirst() instanceof List<?> first) || first.size() <= PRICES || first.stream().anyMatch(JsonTable::isInner)) {
            return false;
        }
        list.forEach(element -> line(element instanceof List<?> row ? row.stream().map(JsonTable::text).toList() : List.of("")));
        return true;
    }

    private static boolean isInner(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** Returns a value as a field; nothing for what is itself an array or object. */
    private static String text(@Nullable Object value) {
        return value instanceof String text ? quoted(text) : "";
    }

    /** Returns a text as one field; line ends and quotes in it become blanks. */
    private static String quoted(String value) {
        String bare = value.chars().allMatch(c -> c > ' ' && c != '"' && c != 127) ? value : value.replaceAll("[\\p{Cntrl}\"]", " ");
        return bare.indexOf(',') < 0 ? bare : "\"" + bare + "\"";
    }

    private void line(List<String> fields) {
        csv.append(String.join(",", fields)).append('\n');
    }
}
