package dev.fastback.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the columns of a table of bars are, counted from 0: the same names, in any case and order, in all formats. Brackets, stars,
 * blanks, underscores and what stands in parentheses are passed over in names.
 *
 * @param times the columns that may hold the time, the likeliest first; none when no name tells
 * @param prices the columns of open, high, low and close
 * @param volume the column of volumes, -1 when there is none
 * @param adjusted the column of closes adjusted for splits and dividends, -1 when there is none
 * @param symbol the column of symbols, -1 when there is none
 * @param names the names of all columns, in lower case
 */
public record BarColumns(
        List<Integer> times, List<Integer> prices, int volume, int adjusted, int symbol, List<String> names) {
    /** The names of the prices' columns, in the order of {@link #prices}. */
    public static final List<String> PRICE_NAMES = List.of("open", "high", "low", "close");

    // Each list has the likeliest name first.
    private static final List<String> TIMES = List.of(
            "timestamp", "datetime", "unix", "unixtime", "unixtimestamp", "epoch", "opentime", "timeopen", "starttime",
            "tsevent", "ts", "gmttime", "utctime", "date", "time", "localtime", "date/time", "tradedate", "tradetime", "tradingday",
            "dt", "dtyyyymmdd", "day", "datum", "fecha", "periodstart", "bartime", "candletime", "begin", "start", "t",
            "indexlevel0", "unnamed:0", "index", "");
    private static final int WEAK_TIMES = TIMES.indexOf("indexlevel0");
    private static final List<List<String>> PRICES = List.of(
            List.of("open", "openprice", "priceopen", "o", "er\u00f6ffnung", "er\u00f6ffnungskurs", "apertura", "ouverture"),
            List.of("high", "highprice", "pricehigh", "h", "max", "hoch", "tageshoch", "m\u00e1ximo", "plushaut"),
            List.of("low", "lowprice", "pricelow", "l", "min", "tief", "tagestief", "m\u00ednimo", "plusbas"),
            List.of("close", "closeprice", "priceclose", "close/last", "c", "last", "lastprice", "settle", "settlement", "price",
                    "schluss", "schlusskurs", "cierre", "cl\u00f4ture"));
    private static final List<String> VOLUMES = List.of(
            "volume", "vol", "v", "volumen", "basevolume", "tradevolume", "totalvolume", "tickvolume", "tickvol", "quantity");
    private static final List<String> ADJUSTED = List.of("adjclose", "adjustedclose", "closeadj", "adjusted", "adjclosing");
    private static final List<String> SYMBOLS = List.of(
            "symbol", "ticker", "tic", "pair", "instrument", "sid", "code", "asset", "secid", "security", "coin", "stockcode",
            "stock", "symbols", "product", "market", "isin", "name");
    private static final int MAX_LISTED = 12;

    public BarColumns {
        times = List.copyOf(times);
        prices = List.copyOf(prices);
        names = List.copyOf(names);
    }

    /**
     * Finds the columns of a table.
     *
     * @param names the names of all columns, in order
     * @param source the file's name as messages give it
     * @throws BarDataException if a price is missing, or a column is there twice
     */
    public static BarColumns of(List<String> names, String source) {
        return of(names, source, 0);
    }

    /** Finds the columns that a line of a text names; 0 stands for no line. */
    public static BarColumns of(List<String> names, String source, long line) {
        return new Finder(names.stream().map(name -> Printable.text(name).toLowerCase(Locale.ROOT)).toList(), source, line).find();
    }

    /** Returns how many of the four prices these names have. */
    public static int pricesIn(List<String> names) {
        List<String> bare = names.stream().map(BarColumns::bare).toList();
        return (int) PRICES.stream().filter(likely -> bare.stream().anyMatch(likely::contains)).count();
    }

    /** Returns whether a name is one of a column of times or, without being one, empty. */
    public static boolean isTimeName(String name) {
        return TIMES.subList(0, WEAK_TIMES).contains(bare(name));
    }

    /** Returns whether a name is one of a column of symbols. */
    public static boolean isSymbolName(String name) {
        return SYMBOLS.contains(bare(name)) || bare(name).equals("tickers");
    }

    /** Returns how many columns there are. */
    public int count() {
        return names.size();
    }

    /**
     * Returns the column that most likely holds the time.
     *
     * @throws BarDataException if no name tells
     */
    public int time(String source) {
        if (times.isEmpty()) {
            throw missing(names, source, 0, "date");
        }
        return times.getFirst();
    }

    /** Returns the exception for a table without a column. */
    public static BarDataException missing(List<String> names, String source, long line, String name) {
        String more = names.size() > MAX_LISTED ? ", ..." : "";
        String list = String.join(", ", names.subList(0, Math.min(names.size(), MAX_LISTED))) + more;
        return BarDataException.at(source, line, name, null, "missing column; "
                + (line > 0 ? "the first line names " : "the columns are ") + list);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("\\(.*\\)|^\\s*\\d+[.:]\\s|[<>*\"'_\\s-]+|[.](?=$)", "");
    }

    /** Looks for columns by name. */
    private record Finder(List<String> names, List<String> bare, String source, long line) {
        Finder(List<String> names, String source, long line) {
            this(names, names.stream().map(BarColumns::bare).toList(), source, line);
        }

        BarColumns find() {
            List<Integer> prices = new ArrayList<>();
            for (int i = 0; i < PRICES.size(); i++) {
                int found = first(PRICES.get(i));
                if (found < 0) {
                    throw missing(names, source, line, PRICE_NAMES.get(i));
                }
                prices.add(found);
            }
            List<Integer> times = times(prices);
            int volume = first(VOLUMES);
            for (int i = 0; i < bare.size() && volume < 0; i++) {
                volume = bare.get(i).startsWith("volume") ? i : -1;
            }
            int symbol = first(SYMBOLS);
            return new BarColumns(times, prices, volume, first(ADJUSTED), times.contains(symbol) ? -1 : symbol, names);
        }

        private List<Integer> times(List<Integer> prices) {
            List<Integer> found = new ArrayList<>();
            for (String name : TIMES.subList(0, WEAK_TIMES)) {
                addOnce(found, name);
            }
            if (found.isEmpty()) {
                for (String name : TIMES.subList(WEAK_TIMES, TIMES.size())) {
                    int at = bare.indexOf(name);
                    if (at >= 0 && !prices.contains(at) && found.isEmpty()) {
                        found.add(at);
                    }
                }
            }
            return found;
        }

        private void addOnce(List<Integer> found, String name) {
            int at = once(name);
            if (at >= 0) {
                found.add(at);
            }
        }

        private int first(List<String> likely) {
            for (String name : likely) {
                int found = once(name);
                if (found >= 0) {
                    return found;
                }
            }
            return -1;
        }

        private int once(String name) {
            int found = bare.indexOf(name);
            if (found != bare.lastIndexOf(name)) {
                throw BarDataException.at(source, line, names.get(found), null,
                        (line > 0 ? "the header" : "the schema") + " names this column twice");
            }
            return found;
        }
    }

    /** Returns what is to be said about adjusted closes, nothing when there are none. */
    public List<String> adjustmentNotes(boolean adjusts) {
        if (adjusted < 0) {
            return List.of();
        }
        String name = "column " + names.get(adjusted);
        return List.of(adjusts ? "prices are adjusted by " + name : "prices are unadjusted; --adjust takes " + name);
    }
}
