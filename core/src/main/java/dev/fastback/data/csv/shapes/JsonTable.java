package dev.fastback.data.csv.shapes;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarColumns;
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
 * are such. Wherever in the value it stands, a table is one of these, outer ones before inner ones; several are those of several symbols:
 *
 * <ul>
 *   <li>an object with members that are arrays of equal length, of which four are named like prices ({@code {"t": [..], "o": [..]}});
 *   <li>an object of columns, rows and perhaps an index ({@code {"columns": [..], "data": [[..], ..]}});
 *   <li>an object whose members are bars by their times, or columns by their names, each with its values by their times;
 *   <li>an array of objects with prices, of which inner objects count as part ({@code {"time": .., "mid": {"o": ..}}});
 *   <li>an array of arrays.
 * </ul>
 */
public final class JsonTable {
    private static final int PRICES = 4;
    private static final int DEEPEST_COLUMNS = 4;
    /** So many elements of an array are looked into for a table. */
    private static final int MOST_LOOKED_INTO = 100;

    private StringBuilder csv = new StringBuilder();
    private boolean isHeaded = true;

    private JsonTable() {}

    /** A value inside another, by its name or number there. */
    private record Place(Object node, @Nullable Place outer, String name) {
        /** Returns this place and those around it, the outermost first. */
        List<Place> path() {
            List<Place> path = new ArrayList<>();
            for (@Nullable Place place = this; place != null; place = place.outer) {
                path.addFirst(place);
            }
            return path;
        }
    }

    /** A table that was found, its lines, and whether the first of them has names. */
    private record Found(Place place, String lines, boolean isHeaded) {}

    /** Returns whether a text that starts so is JSON rather than a table of its own. */
    public static boolean starts(String head) {
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
    public static byte[] asCsv(byte[] json, String source) {
        Object root = JsonText.parse(new String(json, StandardCharsets.UTF_8), source);
        String lines = new JsonTable().find(root, source);
        if (lines.isEmpty()) {
            throw BarDataException.of(source, "is JSON, but holds no array of arrays or objects, one for each bar, and no arrays of open, "
                    + "high, low and close; write it as CSV");
        }
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private String find(Object root, String source) {
        Deque<Place> waiting = new ArrayDeque<>(List.of(new Place(root, null, "")));
        List<Found> tables = new ArrayList<>();
        @Nullable List<?> others = null;
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            csv = new StringBuilder();
            isHeaded = true;
            if (place.node instanceof Map<?, ?> map) {
                if (arrays(map) || split(map) || keyed(map)) {
                    tables.add(new Found(place, csv.toString(), isHeaded));
                } else {
                    map.forEach((name, value) -> addInner(waiting, value, place, String.valueOf(name)));
                }
            } else if (place.node instanceof List<?> list) {
                if (objects(list, PRICES) || rows(list)) {
                    tables.add(new Found(place, csv.toString(), isHeaded));
                    continue;
                }
                others = others == null && list.stream().anyMatch(Map.class::isInstance) ? list : others;
                for (int i = 0; i < Math.min(list.size(), tables.isEmpty() ? MOST_LOOKED_INTO : list.size()); i++) {
                    addInner(waiting, list.get(i), place, String.valueOf(i));
                }
            }
        }
        if (!tables.isEmpty()) {
            return tables.size() == 1 ? tables.getFirst().lines : together(tables, source);
        }
        // Objects without prices are written all the same: the message about their columns says more than that there is no table.
        csv = new StringBuilder();
        return others != null && objects(others, 0) ? csv.toString() : "";
    }

    private static void addInner(Deque<Place> waiting, @Nullable Object node, Place outer, String name) {
        if (node != null && isInner(node)) {
            waiting.add(new Place(node, outer, name));
        }
    }

    /** Returns tables of several symbols as one, with a column of the names by which they differ. */
    private static String together(List<Found> tables, String source) {
        List<String> names = names(tables);
        String header = header(tables.getFirst());
        boolean sameColumns = tables.stream().allMatch(table -> header(table).equals(header) && table.isHeaded == tables.getFirst().isHeaded);
        boolean wasCut = tables.stream().flatMap(table -> table.place.path().stream())
                .anyMatch(place -> place.node instanceof List<?> list && !isTable(tables, place) && list.size() > MOST_LOOKED_INTO);
        if (!sameColumns || wasCut || names.stream().anyMatch(String::isEmpty) || names.stream().distinct().count() < names.size()) {
            throw BarDataException.of(source, "is JSON that holds several tables of bars ("
                    + Printable.text(String.join(", ", tables.stream().limit(3).map(table -> text(table.place)).toList()))
                    + "); write each to a file of its own");
        }
        StringBuilder all = new StringBuilder(tables.getFirst().isHeaded ? "symbol," + header + "\n" : "");
        for (int i = 0; i < tables.size(); i++) {
            String symbol = quoted(names.get(i));
            tables.get(i).lines.lines().skip(tables.get(i).isHeaded ? 1 : 0).forEach(line -> all.append(symbol).append(',').append(line).append('\n'));
        }
        return all.toString();
    }

    private static boolean isTable(List<Found> tables, Place place) {
        return tables.stream().anyMatch(table -> table.place == place);
    }

    private static String header(Found table) {
        return table.isHeaded ? table.lines.substring(0, table.lines.indexOf('\n')) : "";
    }

    private static String text(Place place) {
        return String.join(".", place.path().stream().skip(1).map(Place::name).toList());
    }

    /** Returns the names by which the tables' places differ first, those of elements of an array being the symbols in them; empty where there is none. */
    private static List<String> names(List<Found> tables) {
        List<List<Place>> paths = tables.stream().map(table -> table.place.path()).toList();
        for (int depth = 1; paths.stream().mapToInt(List::size).min().orElse(0) > depth; depth++) {
            int at = depth;
            if (paths.stream().map(path -> path.get(at).name).distinct().count() > 1) {
                return paths.stream().map(path -> path.get(at - 1).node instanceof Map ? path.get(at).name : symbolIn(path.get(at).node, 2)).toList();
            }
        }
        return List.of("");
    }

    private static String symbolIn(@Nullable Object node, int depth) {
        if (!(node instanceof Map<?, ?> map) || depth == 0) {
            return "";
        }
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (member.getValue() instanceof String symbol && BarColumns.isSymbolName(String.valueOf(member.getKey()))) {
                return symbol;
            }
        }
        return map.values().stream().map(inner -> symbolIn(inner, depth - 1)).filter(symbol -> !symbol.isEmpty()).findFirst().orElse("");
    }

    /** Takes arrays of equal length that four of the names of prices have. */
    private boolean arrays(Map<?, ?> map) {
        Map<String, List<?>> found = new LinkedHashMap<>();
        if (gather(map, 0, found)) {
            return false; // prices of the same name twice: those of several tables inside
        }
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

    /** Gathers arrays of values by their names; returns whether one of prices is there twice. */
    private static boolean gather(Object node, int depth, Map<String, List<?>> found) {
        boolean twice = false;
        if (node instanceof Map<?, ?> map && depth < DEEPEST_COLUMNS) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                String name = String.valueOf(member.getKey());
                if (member.getValue() instanceof List<?> list && !list.isEmpty() && list.stream().noneMatch(JsonTable::isInner)) {
                    twice |= found.putIfAbsent(name, list) != null && BarColumns.pricesIn(List.of(name)) == 1;
                } else if (member.getValue() != null) {
                    twice |= gather(member.getValue(), depth + 1, found);
                }
            }
        } else if (node instanceof List<?> list && list.size() == 1 && list.getFirst() != null) {
            twice = gather(list.getFirst(), depth, found);
        }
        return twice;
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
        if (inner.size() == map.size() && BarColumns.pricesIn(keyNames) == PRICES && inner.getFirst().values().stream().noneMatch(List.class::isInstance)) {
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

    /** Puts an object's values into a row, with those of inner objects; where two of these have prices, under both their names and the prices'. */
    private static void flatten(Map<?, ?> map, Map<String, String> row) {
        boolean several = map.values().stream().filter(JsonTable::hasPrices).count() > 1;
        map.forEach((name, value) -> {
            if (several && hasPrices(value)) {
                ((Map<?, ?>) value).forEach((field, price) -> row.putIfAbsent(name + longName(String.valueOf(field)), text(price)));
            } else if (value instanceof Map<?, ?> inner) {
                flatten(inner, row);
            } else {
                row.putIfAbsent(String.valueOf(name), text(value));
            }
        });
    }

    private static boolean hasPrices(@Nullable Object value) {
        return value instanceof Map<?, ?> map && BarColumns.pricesIn(map.keySet().stream().map(String::valueOf).toList()) == PRICES;
    }

    private static String longName(String field) {
        return switch (field) {
            case "o" -> "open";
            case "h" -> "high";
            case "l" -> "low";
            case "c" -> "close";
            default -> field;
        };
    }

    private boolean rows(List<?> list) {
        if (list.isEmpty() || !(list.getFirst() instanceof List<?> first) || first.size() <= PRICES || first.stream().anyMatch(JsonTable::isInner)) {
            return false;
        }
        isHeaded = false;
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
