package dev.fastback.data.csv;

import dev.fastback.data.reading.BarColumns;
import dev.fastback.data.text.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that names none, told by what stands in the first rows: perhaps a symbol, the time, perhaps a time of day,
 * then prices in one of the orders in use, then the volume, before which an average price may stand. Open and close, which their values
 * alone do not tell apart, change places where closes are then much nearer to the next opens.
 *
 * @param columns where the columns are
 * @param time the column of the time or date
 * @param timeOfDay the column of the time of day, -1 when there is none
 */
record PositionalColumns(BarColumns columns, int time, int timeOfDay) {
    private static final int MOST_LEADING_TEXTS = 2;
    private static final int FEWEST_TO_SWAP = 5;
    private static final int CLEARLY = 2;
    private static final int FEWEST_TIME_DIGITS = 3;
    private static final Pattern COMPACT_DATE = Pattern.compile("(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
    /** Places of open, high, low and close behind the time, the commonest order first. */
    private static final List<List<Integer>> ORDERS =
            List.of(List.of(0, 1, 2, 3), List.of(0, 2, 3, 1), List.of(2, 1, 0, 3));

    /** Returns the columns, null when these rows are none of bars. */
    static @Nullable PositionalColumns find(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        List<String> first = rows.getFirst();
        int time = 0;
        while (time < MOST_LEADING_TEXTS && time < first.size() && isText(first.get(time))) {
            time++;
        }
        if (time >= first.size() || !Samples.couldBeTime(first.get(time))) {
            return null;
        }
        int symbol = time > 0 ? 0 : -1;
        boolean compact = time + 1 < first.size() && isCompactTimeOfDay(rows, time);
        @Nullable PositionalColumns withTime = compact ? find(rows, symbol, time, time + 1) : null;
        if (withTime != null) {
            return withTime; // before prices: a price may lie in the range of such numbers, but then no bar begins behind it
        }
        @Nullable PositionalColumns found = find(rows, symbol, time, -1);
        return found == null && time + 1 < first.size() && isTimeOfDay(rows, time) ? find(rows, symbol, time, time + 1) : found;
    }

    private static @Nullable PositionalColumns find(List<List<String>> rows, int symbol, int time, int ofDay) {
        int prices = Math.max(time, ofDay) + 1;
        if (prices + 4 > rows.getFirst().size()) {
            return null;
        }
        for (List<Integer> order : ORDERS) {
            if (fits(rows, prices, order)) {
                boolean swapped = isSwapped(rows, symbol, time, prices, order);
                List<Integer> places = swapped ? List.of(order.get(3), order.get(1), order.get(2), order.get(0)) : order;
                return of(rows, symbol, time, ofDay, prices, places);
            }
        }
        return null;
    }

    private static boolean isText(String value) {
        return !value.isEmpty() && !Samples.couldBeTime(value) && Character.isLetter(value.codePointAt(0));
    }

    private static boolean isTimeOfDay(List<List<String>> rows, int time) {
        return rows.stream().allMatch(row -> Samples.couldBeTimeOfDay(row.get(time + 1)))
                && (rows.stream().allMatch(row -> row.get(time + 1).indexOf(':') > 0)
                        || rows.stream().allMatch(row -> row.get(time + 1).length() == 6));
    }

    /** Returns whether dates are followed by hours and minutes without a mark, perhaps with seconds: {@code 930}, {@code 0930}, {@code 93000}. */
    private static boolean isCompactTimeOfDay(List<List<String>> rows, int time) {
        return rows.stream().allMatch(row -> isDate(row.get(time)) && isCompactTime(row.get(time + 1)))
                && rows.stream().anyMatch(row -> row.get(time + 1).length() >= FEWEST_TIME_DIGITS);
    }

    private static boolean isDate(String value) {
        return COMPACT_DATE.matcher(value).matches() || Samples.couldBeDate(value);
    }

    private static boolean isCompactTime(String value) {
        if (value.indexOf(':') >= 0 || !Samples.couldBeTimeOfDay(value)) {
            return false;
        }
        int number = Integer.parseInt(value);
        int last = number % 100;
        int before = number / 100 % 100;
        return value.length() <= 4 ? last < 60 && before < 24 : last < 60 && before < 60 && number / 10_000 < 24;
    }

    private static boolean fits(List<List<String>> rows, int prices, List<Integer> order) {
        long good = rows.stream().filter(row -> isBar(row, prices, order)).count();
        return 10 * good >= 9 * rows.size();
    }

    /** Returns whether open and close stand the other way round: a bar opens near the close of the bar before it. */
    private static boolean isSwapped(List<List<String>> rows, int symbol, int time, int prices, List<Integer> order) {
        int rises = 0;
        double asTold = 0;
        double swapped = 0;
        double asToldBack = 0;
        double swappedBack = 0;
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            List<String> before = rows.get(i - 1);
            if (symbol >= 0 && !row.get(symbol).equals(before.get(symbol))) {
                continue;
            }
            double way = Samples.rank(row.get(time)) - Samples.rank(before.get(time));
            rises += way > 0 ? 1 : way < 0 ? -1 : 0;
            double open = price(row, prices + order.get(0));
            double close = price(row, prices + order.get(3));
            double openBefore = price(before, prices + order.get(0));
            double closeBefore = price(before, prices + order.get(3));
            asTold += Math.abs(open - closeBefore);
            swapped += Math.abs(close - openBefore);
            asToldBack += Math.abs(openBefore - close);
            swappedBack += Math.abs(closeBefore - open);
        }
        return rows.size() > FEWEST_TO_SWAP && (rises >= 0 ? CLEARLY * swapped < asTold : CLEARLY * swappedBack < asToldBack);
    }

    private static boolean isBar(List<String> row, int prices, List<Integer> order) {
        double open = price(row, prices + order.get(0));
        double high = price(row, prices + order.get(1));
        double low = price(row, prices + order.get(2));
        double close = price(row, prices + order.get(3));
        return low > 0 && low <= open && low <= close && high >= open && high >= close && high < Double.POSITIVE_INFINITY;
    }

    private static double price(List<String> row, int column) {
        String text = row.get(column);
        int comma = text.lastIndexOf(',');
        if (comma < 0) {
            return Samples.number(text);
        }
        // For a comparison of prices it is enough that the last mark is taken for the decimal one.
        boolean decimal = comma > text.lastIndexOf('.');
        return Samples.number(decimal ? text.replace(".", "").replace(',', '.') : text.replace(",", ""));
    }

    private static PositionalColumns of(
            List<List<String>> rows, int symbol, int time, int ofDay, int prices, List<Integer> order) {
        int count = rows.getFirst().size();
        List<String> names = new ArrayList<>(Collections.nCopies(count, ""));
        names.set(time, "date");
        if (symbol >= 0) {
            names.set(symbol, "symbol");
        }
        if (ofDay >= 0) {
            names.set(ofDay, "time");
        }
        List<Integer> places = order.stream().map(place -> prices + place).toList();
        for (int i = 0; i < places.size(); i++) {
            names.set(places.get(i), BarColumns.PRICE_NAMES.get(i));
        }
        int volume = volume(rows, prices, order);
        if (volume >= 0) {
            names.set(volume, "volume");
        }
        for (int i = 0; i < count; i++) {
            if (names.get(i).isEmpty()) {
                names.set(i, "column " + (i + 1));
            }
        }
        return new PositionalColumns(new BarColumns(List.of(time), places, volume, -1, symbol, names), time, ofDay);
    }

    private static int volume(List<List<String>> rows, int prices, List<Integer> order) {
        int next = prices + 4;
        if (next >= rows.getFirst().size()) {
            return -1;
        }
        boolean average = next + 1 < rows.getFirst().size() && rows.stream().allMatch(row -> price(row, next) == 0
                || price(row, next) >= price(row, prices + order.get(2)) && price(row, next) <= price(row, prices + order.get(1)));
        return average && rows.size() > 1 ? next + 1 : next;
    }

    /** Returns what was assumed, in a few words. */
    String note() {
        return "no header: " + columns.names().stream()
                .filter(name -> !name.startsWith("column "))
                .collect(Collectors.joining(", ")) + " by position";
    }
}
