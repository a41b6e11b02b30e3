package dev.fastback.data.csv.shapes;

import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.reading.ColumnName;
import dev.fastback.data.text.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table in which each symbol has columns of its own, under two lines of names ({@code Close,Close,...} over {@code AAA,BBB,...}, either first) or
 * one of both ({@code AAA.Close}, {@code Close_AAA}, {@code ('AAA', 'Close')}): a line becomes one for each symbol that has a price in it.
 */
final class SideBySide implements LineShape {
    private static final int PRICES = 4;
    private final char separator;
    private final int count;
    private final long firstRow;
    private final List<Integer> times;
    private final String header;
    private final Map<String, int[]> symbols;
    private final List<Boolean> arePrices;
    private final List<String> others;

    private SideBySide(
            char separator,
            int count,
            long firstRow,
            List<Integer> times,
            String header,
            Map<String, int[]> symbols,
            List<Boolean> arePrices,
            List<String> others) {
        this.separator = separator;
        this.count = count;
        this.firstRow = firstRow;
        this.times = times;
        this.header = header;
        this.symbols = symbols;
        this.arePrices = arePrices;
        this.others = others;
    }

    /** Returns the shape of a text that is written so, else null. */
    static @Nullable SideBySide find(CsvHead head) {
        int first = head.firstFrom(1);
        int second = first == 0 ? 0 : head.firstFrom(first + 1);
        if (second == 0) {
            return null;
        }
        char separator = CsvHead.separatorOf(head.line(first));
        List<String> above = CsvHead.fields(head.line(first), separator);
        List<String> below = CsvHead.fields(head.line(second), separator);
        if (above.size() <= PRICES || BarColumns.pricesIn(above.subList(1, above.size())) == 0 && BarColumns.pricesIn(below) == 0
                && above.stream().noneMatch(name -> ColumnName.of(name).symbol() != null)) {
            return null;
        }
        boolean two = below.size() == above.size() && !Samples.couldBeTime(below.getFirst()) && !Samples.couldBeTime(above.getFirst())
                && named(above) && named(below);
        if (two && repeats(above, below)) {
            return of(separator, pairs(above, below), second + 1L);
        }
        if (two && repeats(below, above)) {
            return of(separator, pairs(below, above), second + 1L);
        }
        return ColumnName.haveSymbols(above) ? of(separator, above.stream().map(ColumnName::of).toList(), first + 1L) : null;
    }

    private static boolean named(List<String> names) {
        return names.stream().skip(1).noneMatch(String::isEmpty);
    }

    /** Returns whether fields stand above or below two symbols or more; words below fields that stand there once are their units. */
    private static boolean repeats(List<String> fields, List<String> symbols) {
        return fields.stream().distinct().count() < fields.size()
                && fields.stream().skip(1).allMatch(BarColumns::isFieldName) && symbols.stream().skip(1).distinct().count() > 1
                && symbols.stream().skip(1).noneMatch(BarColumns::isFieldName);
    }

    private static List<ColumnName> pairs(List<String> fields, List<String> symbols) {
        List<ColumnName> names = new ArrayList<>(List.of(new ColumnName(null, "date")));
        for (int i = 1; i < fields.size(); i++) {
            names.add(new ColumnName(symbols.get(i), fields.get(i)));
        }
        return names;
    }

    private static @Nullable SideBySide of(char separator, List<ColumnName> names, long firstRow) {
        Map<String, Map<String, Integer>> bySymbol = new LinkedHashMap<>();
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ColumnName name = names.get(i);
            if (name.symbol() == null) {
                times.add(i);
            } else if (bySymbol.computeIfAbsent(name.symbol(), unused -> new LinkedHashMap<>()).put(name.field().toLowerCase(Locale.ROOT), i) != null) {
                return null; // a column is there twice, which whoever reads the names says
            }
        }
        List<String> others = new ArrayList<>();
        bySymbol.keySet().retainAll(ColumnName.symbols(names, others));
        if (bySymbol.isEmpty() || times.isEmpty()) {
            return null;
        }
        Set<String> fields = new LinkedHashSet<>();
        bySymbol.values().forEach(own -> fields.addAll(own.keySet()));
        Map<String, int[]> columns = new LinkedHashMap<>();
        bySymbol.forEach((symbol, own) ->
                columns.put(symbol, fields.stream().mapToInt(field -> own.getOrDefault(field, -1)).toArray()));
        List<String> header = new ArrayList<>(List.of("symbol"));
        times.forEach(at -> header.add(quoted(names.get(at).field(), separator)));
        header.addAll(fields);
        return new SideBySide(
                separator, names.size(), firstRow, times, String.join(String.valueOf(separator), header), columns,
                fields.stream().map(field -> BarColumns.pricesIn(List.of(field)) == 1).toList(), others);
    }

    @Override
    public String rewritten(long number, String line) {
        if (number < firstRow) {
            return number == firstRow - 1 ? header + "\n" : "\n";
        }
        if (line.isBlank() || CsvHead.isComment(line)) {
            return line + "\n";
        }
        List<String> found = CsvHead.fields(line, separator);
        if (found.size() != count && !(found.size() == count + 1 && found.getLast().isEmpty())) {
            return "?\n"; // no row, whatever its length
        }
        if (found.stream().skip(1).allMatch(String::isEmpty) && BarColumns.isTimeName(found.getFirst())) {
            return "\n";
        }
        StringBuilder lines = new StringBuilder();
        symbols.forEach((symbol, columns) -> {
            List<String> row = new ArrayList<>(List.of(quoted(symbol, separator)));
            times.forEach(at -> row.add(quoted(found.get(at), separator)));
            boolean any = false;
            for (int i = 0; i < columns.length; i++) {
                String value = columns[i] < 0 ? "" : found.get(columns[i]);
                any |= arePrices.get(i) && !Samples.isMissing(value); // volumes of zero stand beside prices that are missing
                row.add(quoted(value, separator));
            }
            if (any) {
                lines.append(String.join(String.valueOf(separator), row)).append('\n');
            }
        });
        return lines.toString();
    }

    private static String quoted(String value, char separator) {
        return value.indexOf(separator) < 0 ? value : "\"" + value + "\"";
    }

    @Override
    public String note() {
        return ColumnName.note(symbols.size(), others);
    }
}
