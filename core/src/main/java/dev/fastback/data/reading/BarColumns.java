package dev.fastback.data.reading;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
            "opentime", "timeopen", "starttime", "windowstart", "periodstart", "timestamp", "datetime", "unix",
            "unixtime", "unixtimestamp", "epoch", "tsevent", "ts", "gmttime", "utctime", "date", "time", "localtime",
            "date/time", "dateandtime", "tradedate", "tradetime", "tradingday", "utc", "gmt", "dt", "dtyyyymmdd",
            "datedmy", "datemdy", "dateymd", "day", "bartime", "candletime", "snappedat", "beginsat", "begin",
            "start", "t", "ticks", "datum", "data", "fecha", "tarih", "\u0434\u0430\u0442\u0430", "\u65e5\u671f",
            "\u65f6\u95f4", "\u65e5\u4ed8", "\ub0a0\uc9dc",
            "zeit", "uhrzeit", "heure", "hora", "ora", "godzina", "saat", "tijd", "\u0432\u0440\u0435\u043c\u044f", "indexlevel0", "unnamed:0", "index", "id", "");
    private static final int WEAK_TIMES = TIMES.indexOf("indexlevel0");
    private static final List<List<String>> PRICES = List.of(
            List.of("open", "openprice", "openingprice", "priceopen", "o", "pxopen", "openprc", "midopen", "openmid", "bidopen",
                    "openbid", "er\u00f6ffnung", "er\u00f6ffnungskurs", "er\u00f6ffn", "erster", "apertura",
                    "ouverture", "ouv", "abertura", "otwarcie", "\u043e\u0442\u043a\u0440\u044b\u0442\u0438\u0435",
                    "\u043e\u0442\u043a\u0440", "\u5f00\u76d8", "\u5f00\u76d8\u4ef7", "\u59cb\u5024", "\uc2dc\uac00"),
            List.of("high", "highprice", "pricehigh", "h", "max", "pxhigh", "askhi", "midhigh", "highmid", "bidhigh",
                    "highbid", "hoch", "tageshoch", "m\u00e1ximo", "maximo", "m\u00e1xima", "maxima", "massimo",
                    "plushaut", "haut", "najwyzszy", "najwy\u017cszy", "\u043c\u0430\u043a\u0441\u0438\u043c\u0443\u043c",
                    "\u043c\u0430\u043a\u0441", "\u6700\u9ad8", "\u6700\u9ad8\u4ef7", "\u9ad8\u5024", "\uace0\uac00"),
            List.of("low", "lowprice", "pricelow", "l", "min", "pxlow", "bidlo", "midlow", "lowmid", "bidlow",
                    "lowbid", "tief", "tagestief", "m\u00ednimo", "minimo", "m\u00ednima", "minima", "plusbas", "bas",
                    "najnizszy", "najni\u017cszy", "\u043c\u0438\u043d\u0438\u043c\u0443\u043c",
                    "\u043c\u0438\u043d", "\u6700\u4f4e", "\u6700\u4f4e\u4ef7", "\u5b89\u5024", "\uc800\uac00"),
            List.of("close", "closeprice", "closingprice", "priceclose", "close/last", "c", "last", "latest", "lastprice", "pxlast", "pxclose",
                    "prc", "midclose", "closemid", "bidclose", "closebid", "settle", "settlement", "settlementprice",
                    "price", "schluss", "schlusskurs", "zuletzt", "cierre", "cl\u00f4ture", "cloture", "clot", "dernier",
                    "\u00faltimo", "ultimo", "chiusura", "fechamento", "zamkniecie", "zamkni\u0119cie",
                    "\u0437\u0430\u043a\u0440\u044b\u0442\u0438\u0435", "\u0446\u0435\u043d\u0430", "\u6536\u76d8",
                    "\u6536\u76d8\u4ef7", "\u7d42\u5024", "\uc885\uac00"));
    private static final List<String> VOLUMES = List.of(
            "volume", "vol", "v", "volumen", "volumes", "wolumen", "basevolume", "tradevolume", "totalvolume",
            "pxvolume", "tickvolume", "tickvol", "tickqty", "quantity", "noofshares", "numberofshares", "sharestraded",
            "totaltradedquantity", "tottrdqty", "ttltrdqnty", "st\u00fcck", "st\u00fccke", "stuecke",
            "\u043e\u0431\u044a\u0451\u043c", "\u043e\u0431\u044a\u0435\u043c", "\u6210\u4ea4\u91cf",
            "\u51fa\u6765\u9ad8", "\uac70\ub798\ub7c9");
    private static final List<String> ADJUSTED = List.of("adjclose", "adjustedclose", "closeadj", "adjusted", "adjclosing");
    private static final List<String> SYMBOLS = List.of(
            "symbol", "ticker", "tic", "pair", "instrument", "instrumentname", "instid", "sid", "code", "asset",
            "secid", "ric", "tickersymbol", "tradingsymbol", "symbolname", "security", "coin", "stockcode", "stock",
            "symbols", "product", "productid", "market",
            "sym", "stocksymbol", "actsymbol", "tscode", "currencypair", "pairname", "contractname", "symbolid", "instrumentid",
            "instrumenttoken", "securityid", "permno", "permanentno", "figi", "cusip", "isin", "wkn", "stockname", "companyname",
            "company", "issuer", "coinname", "coinid", "cryptoname", "slug", "token", "\u80a1\u7968\u4ee3\u7801", "\u4ee3\u7801", "name");
    /** Names of times of day, beside those with {@code time} in them. */
    private static final Set<String> TIMES_OF_DAY = Set.of(
            "zeit", "uhrzeit", "heure", "hora", "ora", "godzina", "saat", "tijd", "\u0432\u0440\u0435\u043c\u044f", "\u65f6\u95f4");
    /** Names that say themselves what the column is. */
    private static final Set<String> PLAIN_SYMBOLS = Set.of("symbol", "ticker");
    private static final int MAX_LISTED = 12;
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d.,]*(e[-+]?\\d+)?");
    /** Remarks in brackets, a number with a point or colon and a blank before the name, marks and blanks, a point at the end of a word. */
    private static final Pattern ORNAMENTS = Pattern.compile("\\(.*\\)|^\\s*\\d+[.:]\\s|[<>*#\"'_\\s-]+|[.](?=$|\\s)");

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
        return new Finder(lowerCase(names), source, line).find();
    }

    /** Returns the names in lower case. Of two letters that differ in case alone, as exchanges abbreviate, the small one keeps its name: t opens the bar that T closes. */
    private static List<String> lowerCase(List<String> names) {
        return names.stream()
                .map(Printable::text)
                .map(name -> name.length() == 1 && Character.isUpperCase(name.charAt(0)) && names.contains(name.toLowerCase(Locale.ROOT))
                        ? "capital " + name.toLowerCase(Locale.ROOT)
                        : name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Returns how many of the four prices these names have. */
    public static int pricesIn(List<String> names) {
        return pricesInBare(bare(names));
    }

    private static int pricesInBare(List<String> bare) {
        return (int) PRICES.stream().filter(likely -> bare.stream().anyMatch(likely::contains)).count();
    }

    /** Returns whether a name is one of a column of times or, without being one, empty. */
    public static boolean isTimeName(String name) {
        return TIMES.subList(0, WEAK_TIMES).contains(bare(name));
    }

    /** Returns whether a name may be one of a column of times of day. */
    public static boolean isTimeOfDayName(String name) {
        String bare = bare(name);
        return bare.contains("time") || TIMES_OF_DAY.contains(bare);
    }

    /** Returns whether a name is one of a column of prices, adjusted prices or volumes. */
    public static boolean isFieldName(String name) {
        String bare = bare(name);
        return PRICES.stream().anyMatch(likely -> likely.contains(bare)) || VOLUMES.contains(bare) || ADJUSTED.contains(bare);
    }

    /** Returns whether a name is one of a column of symbols. */
    public static boolean isSymbolName(String name) {
        return SYMBOLS.contains(bare(name)) || bare(name).equals("tickers");
    }

    /** Returns the columns that may hold volumes, the likeliest first. */
    public List<Integer> volumes() {
        List<String> bare = bare(names);
        return VOLUMES.stream().map(bare::indexOf).filter(at -> at >= 0).toList();
    }

    /** Returns the same columns with another for volumes; -1 takes none. */
    public BarColumns withVolume(int newVolume) {
        return new BarColumns(times, prices, newVolume, adjusted, symbol, names);
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
        boolean named = line == 0 || 2 * names.stream().filter(text -> NUMBER.matcher(text).matches()).count() < names.size();
        return BarDataException.at(source, line, name, null, named
                ? "missing column; " + (line > 0 ? "the first line names " : "the columns are ") + list
                : "missing column; the first line names none, and its values (" + list
                        + ") are no time, open, high, low and close in this order or in that of an exchange; write a line of names above it");
    }

    /** Returns all names bare; where a prefix with a point stands before all prices ({@code abc.open}), without it. */
    private static List<String> bare(List<String> names) {
        List<String> bare = names.stream().map(BarColumns::bare).toList();
        if (pricesInBare(bare) < PRICES.size()) {
            List<String> ends = bare.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).toList();
            return pricesInBare(ends) == PRICES.size() ? ends : bare;
        }
        return bare;
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = isLetters(lower) ? lower : ORNAMENTS.matcher(lower).replaceAll("");
        // A name that a page explains in the same cell.
        return bare.startsWith("closecloseprice") ? "close" : bare.startsWith("adjcloseadjusted") ? "adjclose" : bare;
    }

    /** Returns whether a name is letters of ASCII alone, so that nothing of it is an ornament. */
    private static boolean isLetters(String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) < 'a' || lower.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    /** Looks for columns by name. */
    private record Finder(List<String> names, List<String> bare, String source, long line) {
        Finder(List<String> names, String source, long line) {
            this(names, BarColumns.bare(names), source, line);
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
            int volume = VOLUMES.stream().filter(bare::contains).findFirst().map(this::firstUnit).orElse(-1);
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

        /** Returns the first of the columns of a name that stands in several units, {@code Volume (BTC), Volume (USD)}. */
        private int firstUnit(String name) {
            int found = bare.indexOf(name);
            boolean differ = IntStream.range(found + 1, bare.size())
                    .noneMatch(at -> bare.get(at).equals(name) && names.get(at).equals(names.get(found)));
            return differ ? found : once(name);
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

    /** Returns what is to be said about the column of symbols, nothing where its name says it. */
    public List<String> symbolNotes(boolean several) {
        return symbol < 0 || PLAIN_SYMBOLS.contains(bare(names.get(symbol)))
                ? List.of()
                : List.of((several ? "symbols are column " : "symbol is column ") + names.get(symbol));
    }

    /** Returns what is to be said about adjusted closes and about several columns of volumes, nothing where there are none. */
    public List<String> notes(boolean adjusts) {
        List<String> notes = new ArrayList<>();
        if (adjusted >= 0) {
            String name = "column " + names.get(adjusted);
            notes.add(adjusts ? "prices are adjusted by " + name : "prices are unadjusted; --adjust takes " + name);
        }
        if (volume >= 0 && bare(names.get(volume)).startsWith("volume")) {
            List<String> others = IntStream.range(0, names.size())
                    .filter(at -> at != volume && bare(names.get(at)).startsWith("volume"))
                    .mapToObj(names::get)
                    .toList();
            if (!others.isEmpty()) {
                notes.add("volumes are column " + names.get(volume) + "; passed over: " + String.join(", ", others));
            }
        }
        return notes;
    }
}
