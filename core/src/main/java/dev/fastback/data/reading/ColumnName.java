package dev.fastback.data.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a column says: the field of a bar, and the symbol whose it is where the name has that, too ({@code AAA.Close}, {@code Close_AAA},
 * {@code ('AAA', 'Close')}).
 *
 * @param symbol null where the column belongs to all symbols
 * @param field the name without the symbol
 */
public record ColumnName(@Nullable String symbol, String field) {
    private static final int PRICES = 4;
    private static final int FEWEST_LETTERS = 3;
    private static final int LISTED = 5;
    private static final Pattern TUPLE = Pattern.compile("\\(\\s*['\"]?([^'\",]*)['\"]?\\s*,\\s*['\"]?([^'\",]*)['\"]?\\s*\\)");
    private static final Set<String> KINDS = Set.of("bid", "ask", "mid", "adj", "adjusted", "prev", "previous", "day", "week", "month", "year", "index");

    /** Takes one name apart. */
    public static ColumnName of(String name) {
        Matcher tuple = TUPLE.matcher(name);
        if (tuple.matches()) {
            String first = tuple.group(1).strip();
            String second = tuple.group(2).strip();
            return second.isEmpty() && !first.isEmpty() ? new ColumnName(null, first) : pair(first, second, name);
        }
        for (int i = 1; i < name.length() - 1; i++) {
            if (" ._:|/-".indexOf(name.charAt(i)) >= 0) {
                ColumnName found = pair(name.substring(0, i).strip(), name.substring(i + 1).strip(), name);
                if (found.symbol() != null) {
                    return found;
                }
            }
        }
        return new ColumnName(null, name);
    }

    private static ColumnName pair(String a, String b, String whole) {
        if (isField(b) && isSymbol(a)) {
            return new ColumnName(a, b);
        }
        return isField(a) && isSymbol(b) ? new ColumnName(b, a) : new ColumnName(null, whole);
    }

    private static boolean isField(String name) {
        return name.length() >= FEWEST_LETTERS && BarColumns.isFieldName(name);
    }

    private static boolean isSymbol(String name) {
        return !name.isEmpty() && name.charAt(0) != '(' && !BarColumns.isFieldName(name) && !BarColumns.isTimeName(name)
                && !KINDS.contains(name.toLowerCase(Locale.ROOT).replace(".", ""));
    }

    /**
     * Returns whether symbols must be taken from these names: the prices are not named without them, or two columns are named alike but for them and
     * no four prices stand beside.
     */
    public static boolean haveSymbols(List<String> names) {
        if (BarColumns.pricesIn(names) < PRICES) {
            return true;
        }
        List<ColumnName> taken = names.stream().map(ColumnName::of).toList();
        if (BarColumns.pricesIn(taken.stream().filter(name -> name.symbol() == null).map(ColumnName::field).toList()) == PRICES) {
            return false;
        }
        List<String> fields = taken.stream().filter(name -> name.symbol() != null)
                .map(name -> name.field().toLowerCase(Locale.ROOT)).toList();
        return fields.size() != fields.stream().distinct().count();
    }

    /**
     * Returns the symbols of columns that have four prices, as they come.
     *
     * @param others where symbols without four prices are added
     */
    public static List<String> symbols(List<ColumnName> names, List<String> others) {
        List<String> found = new ArrayList<>();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (ColumnName name : names) {
            if (name.symbol() != null) {
                fields.computeIfAbsent(name.symbol(), unused -> new ArrayList<>()).add(name.field());
            }
        }
        fields.forEach((symbol, own) -> (BarColumns.pricesIn(own) == PRICES ? found : others).add(symbol));
        return found;
    }

    /**
     * Takes the names of a table apart whose symbols stand side by side.
     *
     * @param names the names of all columns
     * @param others where symbols without four prices are added
     * @return for each symbol with four prices the names that the columns have for it: its own and those of all symbols without the symbol, the others
     *     as names of nothing; empty where the table is not written so
     */
    public static Map<String, List<String>> bySymbol(List<String> names, List<String> others) {
        List<ColumnName> taken = names.stream().map(ColumnName::of).toList();
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (!haveSymbols(names)) {
            return found;
        }
        for (String symbol : symbols(taken, others)) {
            found.put(symbol, taken.stream().map(name -> name.symbol() == null || name.symbol().equals(symbol)
                    ? name.field()
                    : name.symbol() + "." + name.field()).toList());
        }
        return found;
    }

    /** Returns what is to be said of a table of so many symbols, and of others that are passed over. */
    public static String note(int symbols, List<String> others) {
        String passedOver = others.isEmpty()
                ? ""
                : "; columns of " + String.join(", ", others.subList(0, Math.min(others.size(), LISTED))) + " have no four prices, and are passed over";
        return (symbols == 1 ? "the symbol stands in the names of columns" : "symbols stand side by side") + passedOver;
    }
}
