package dev.fastback.data.files;

import dev.fastback.data.BarSeries;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Random valid bars, and the shapes in which files have them. */
final class WrittenBars {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final List<Long> ANY = List.of(DAY, HOUR, MINUTE);
    private static final List<Long> HALF_DAYS = List.of(DAY, DAY / 2);
    private static final List<Long> DAILY = List.of(DAY);
    private static final ReadingOptions USUAL = ReadingOptions.DEFAULT;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    static final List<Shape> SHAPES = List.of(
            text("plain", ANY, "", bars -> table(bars, "date", bar -> bar.format("yyyy-MM-dd'T'HH:mm:ss'Z'"))),
            text("epoch seconds", ANY, "", bars -> table(bars, "time", bar -> Long.toString(bar.time / 1000))),
            text("epoch seconds with decimals", ANY, "", bars -> table(bars, "timestamp", bar -> bar.time / 1000 + ".0")),
            text("epoch with exponent", ANY, "", bars -> table(bars, "timestamp", bar -> Double.toString(bar.time / 1000.0))),
            text("epoch nanoseconds", ANY, "nanoseconds", bars -> table(bars, "ts_event", bar -> bar.time + "000000")),
            text("milli- then microseconds", ANY, "milliseconds and microseconds",
                    bars -> table(bars, "date", bar -> bar.time + (bars.indexOf(bar) < 20 ? "" : "000"))),
            text("microseconds beyond the first rows", ANY, "",
                    bars -> table(bars, "date", bar -> bar.time + (bars.indexOf(bar) < bars.size() - 2 ? "" : "000"))),
            text("compact date", DAILY, "", bars -> table(bars, "date", bar -> bar.format("yyyyMMdd"))),
            text("compact date with decimals", DAILY, "", bars -> table(bars, "date", bar -> bar.format("yyyyMMdd") + ".0")),
            text("compact minutes", ANY, "", bars -> table(bars, "date", bar -> bar.format("yyyyMMddHHmm"))),
            text("compact seconds", ANY, "", bars -> table(bars, "date", bar -> bar.format("yyyyMMddHHmmss"))),
            text("serial days", ANY, "serial days", bars -> table(bars, "date", bar -> bar.serial(10))),
            text("serial days, rounded", List.of(DAY, HOUR), "serial days", bars -> table(bars, "date", bar -> bar.serial(6))),
            text("month first", DAILY, "month, day, year", bars -> table(bars, "Date", bar -> bar.format("M/d/yyyy"))),
            text("day first", HALF_DAYS, "day, month, year", bars -> table(bars, "Date", bar -> bar.format("dd/MM/yyyy HH:mm"))),
            text("month first, half days", HALF_DAYS, "month, day, year", bars -> table(bars, "Date", bar -> bar.format("MM/dd/yy h:mm a"))),
            text("points, milliseconds and zone", ANY, "day, month, year",
                    bars -> table(bars, "Gmt time", bar -> bar.format("dd.MM.yyyy HH:mm:ss.SSS 'GMT'"))),
            text("names of months", DAILY, "", bars -> table(bars, "Date", bar -> bar.format("dd-MMM-yyyy"))),
            text("American names of months", DAILY, "", bars -> table(bars, "Date", bar -> "\"" + bar.format("MMM d, yyyy") + "\"")),
            text("names of days and years of two digits", DAILY, "", bars -> table(bars, "Day", bar -> bar.format("EEE dd MMM yyyy"))),
            text("offsets", ANY, "", bars -> table(bars, "datetime", bar -> bar.local("yyyy-MM-dd HH:mm:ssxxx"))),
            text("zone names", ANY, "", bars -> table(bars, "Local time", bar -> bar.local("dd.MM.yyyy HH:mm:ss 'GMT'xx"))),
            new Shape("local times", ANY, "local ones", USUAL.withZone(NEW_YORK),
                    bars -> utf8(table(bars, "datetime", bar -> bar.local("yyyy-MM-dd HH:mm")))),
            text("two columns", ANY, "columns date and time", bars -> table(bars, "Date,Time", bar -> bar.format("yyyy.MM.dd,HH:mm"))),
            text("terminal", ANY, "by position", bars -> rows(bars, bar -> bar.format("yyyy.MM.dd,HH:mm"), "")),
            text("angle brackets", ANY, "columns <date> and <time>", bars -> table(bars, "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>",
                    "", bar -> "ABC.US,5," + bar.format("yyyyMMdd,HHmmss") + "," + bar.values())),
            text("klines in milliseconds", ANY, "by position", bars -> rows(bars, bar -> Long.toString(bar.time), ",1704239999999,26251.8,12,131.2,13125.9,0")),
            text("klines in microseconds", ANY, "by position", bars -> rows(bars, bar -> bar.time + "000", ",1704239999999999,26251.8,12,131.2,13125.9,0")),
            text("OHLCVT", ANY, "by position", bars -> rows(bars, bar -> Long.toString(bar.time / 1000), ",7")),
            text("open, close, high, low", ANY, "date, open, close, high, low, volume by position",
                    bars -> lines(bars, bar -> bar.time + "," + bar.open + "," + bar.close + "," + bar.high + "," + bar.low + "," + bar.volume)),
            text("newest first", ANY, "newest first", bars -> table(bars.reversed(), "timestamp", bar -> bar.format("yyyy-MM-dd HH:mm"))),
            text("web address first", ANY, "one line before the table left out", bars -> "https://www.example.org/\n"
                    + table(bars.reversed(), "unix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount", "",
                            bar -> bar.time + "," + bar.format("yyyy-MM-dd HH:mm:ss") + ",BTC/USDT," + bar.values() + ",7,9")),
            text("three header lines", DAILY, "", bars -> "Price,Close,High,Low,Open,Volume\nTicker,MSFT,MSFT,MSFT,MSFT,MSFT\nDate,,,,,\n"
                    + lines(bars, bar -> bar.isoDate() + "," + bar.close + "," + bar.high + "," + bar.low + "," + bar.open + "," + bar.volume)),
            text("unnamed index", ANY, "", bars -> table(bars, "", bar -> bar.format("yyyy-MM-dd HH:mm:ss"))),
            text("unnamed index with a name", ANY, "", bars -> table(bars, "Unnamed: 0", bar -> bar.format("yyyy-MM-dd HH:mm:ss"))),
            text("single letters", ANY, "", bars -> table(bars, "t,o,h,l,c,v", "", bar -> bar.time + "," + bar.values())),
            text("last price", DAILY, "close is column price", bars -> table(bars, "Date,Price,Open,High,Low,Vol.,Change %", "",
                    bar -> "\"" + bar.format("MMM dd, yyyy") + "\"," + bar.close + "," + bar.open + "," + bar.high + "," + bar.low + ","
                            + BigDecimal.valueOf(bar.volume, 3).toPlainString() + "K,0.1%")),
            text("stars and brackets", DAILY, "", bars -> table(bars, "Date,Open,High,Low,Close*,Volume (BTC)", "",
                    bar -> bar.format("MMM dd yyyy") + "," + bar.values())),
            text("dollars", DAILY, "month, day, year", bars -> table(bars, "Date,Close/Last,Volume,Open,High,Low", "", bar -> bar.format("MM/dd/yyyy")
                    + ",$" + bar.close + "," + bar.volume + ",$" + bar.open + ",$" + bar.high + ",$" + bar.low)),
            text("groups of digits", ANY, "grouped by commas", bars -> table(bars, "date,open,high,low,close,volume", "", bar -> bar.format("yyyy-MM-dd HH:mm")
                    + ",\"" + bar.grouped(bar.open) + "\",\"" + bar.grouped(bar.high) + "\",\"" + bar.grouped(bar.low) + "\",\""
                    + bar.grouped(bar.close) + "\",\"" + String.format(Locale.ROOT, "%,d", bar.volume) + "\"")),
            text("decimal commas", ANY, "decimal commas", bars -> table(bars, "Datum;Open;High;Low;Close;Volume", "", bar -> bar.format("dd.MM.yyyy HH:mm")
                    + ";" + bar.german(bar.open) + ";" + bar.german(bar.high) + ";" + bar.german(bar.low) + ";" + bar.german(bar.close) + ";" + bar.volume)),
            text("headerless decimal commas", ANY, "by position", bars -> lines(bars, bar -> bar.format("yyyy-MM-dd HH:mm")
                    + ";" + bar.german(bar.open) + ";" + bar.german(bar.high) + ";" + bar.german(bar.low) + ";" + bar.german(bar.close) + ";" + bar.volume)),
            text("sep line", ANY, "", bars -> "sep=;\n" + table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm")).replace(',', ';')),
            text("pipes", ANY, "", bars -> table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm")).replace(',', '|')),
            text("remarks", ANY, "", bars -> "# made by hand\n# on a day\n" + table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm")) + "# end\n"),
            text("header as a remark", ANY, "", bars -> "#" + table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm"))),
            text("other language", ANY, "", bars -> table(bars, "\u65e5\u671f", bar -> bar.format("yyyy-MM-dd HH:mm"))),
            text("JSON arrays", ANY, "by position", bars -> "[" + String.join(", ", bars.stream()
                    .map(bar -> "[" + bar.time + ", " + bar.values().replace(",", ", ") + "]").toList()) + "]"),
            text("JSON objects", ANY, "", bars -> "{\"status\": \"ok\", \"data\": [" + String.join(",\n", bars.stream()
                    .map(bar -> "{\"t\": \"" + bar.format("yyyy-MM-dd'T'HH:mm:ss'Z'") + "\", \"o\": " + bar.open + ", \"h\": \"" + bar.high + "\", \"l\": "
                            + bar.low + ", \"c\": " + bar.close + ", \"v\": " + bar.volume + ", \"x\": null, \"y\": [1, {}]}").toList()) + "]}"),
            new Shape("zip", ANY, "", USUAL, bars -> zip(utf8(table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm"))), "bars.csv")),
            new Shape("UTF-16", ANY, "", USUAL, bars -> table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm")).replace(',', '\t')
                    .getBytes(StandardCharsets.UTF_16)),
            new Shape("UTF-16 little endian", ANY, "", USUAL,
                    bars -> ("\ufeff" + table(bars, "date", bar -> bar.format("yyyy-MM-dd HH:mm"))).getBytes(StandardCharsets.UTF_16LE)));

    private WrittenBars() {}

    /**
     * A way to write bars.
     *
     * @param steps of what bars the shape can tell the times
     * @param note what is noted when it is read; empty where that is nothing in particular
     * @param options without which it leaves a doubt
     */
    record Shape(String name, List<Long> steps, String note, ReadingOptions options, Function<List<Bar>, byte[]> writer) {
        byte[] write(List<Bar> bars) {
            return writer.apply(bars);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One bar as it is written; prices have two decimals. */
    record Bar(long time, String open, String high, String low, String close, long volume) {
        LocalDate date() {
            return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
        }

        String isoDate() {
            return date().toString();
        }

        String values() {
            return String.join(",", open, high, low, close, Long.toString(volume));
        }

        String format(String pattern) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }

        String local(String pattern) {
            return ZonedDateTime.ofInstant(Instant.ofEpochMilli(time), NEW_YORK).format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }

        String serial(int decimals) {
            return String.format(Locale.ROOT, "%." + decimals + "f", time / (double) DAY + 25_569).replaceFirst("\\.?0+$", "");
        }

        String grouped(String price) {
            return String.format(Locale.ROOT, "%,.2f", new BigDecimal(price));
        }

        String german(String price) {
            return String.format(Locale.GERMAN, "%,.2f", new BigDecimal(price));
        }
    }

    /** Returns bars that begin at midnight of a day from 2015 to 2024. */
    static List<Bar> sample(long seed, int count, long step) {
        SplittableRandom random = new SplittableRandom(seed);
        long start = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3600)).toEpochDay() * DAY;
        List<Bar> bars = new ArrayList<>();
        long last = 100 + random.nextInt(1_000_000);
        for (int i = 0; i < count; i++) {
            long open = last;
            long close = Math.max(100, open + random.nextInt(-(int) (open / 50) - 2, (int) (open / 50) + 3));
            long high = Math.max(open, close) + random.nextInt(50);
            long low = Math.min(open, close) - random.nextInt(50);
            bars.add(new Bar(start + i * step, price(open), price(high), price(low), price(close), 1 + random.nextInt(1_000_000)));
            last = close;
        }
        return bars;
    }

    private static String price(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    static BarSeries series(List<Bar> bars) {
        return BarSeries.of(
                "X",
                bars.stream().mapToLong(Bar::time).toArray(),
                column(bars, Bar::open),
                column(bars, Bar::high),
                column(bars, Bar::low),
                column(bars, Bar::close),
                bars.stream().mapToDouble(Bar::volume).toArray());
    }

    private static double[] column(List<Bar> bars, Function<Bar, String> value) {
        return bars.stream().mapToDouble(bar -> Double.parseDouble(value.apply(bar))).toArray();
    }

    /** Returns a text whose first columns are named and written so, followed by the usual ones. */
    static String table(List<Bar> bars, String first, Function<Bar, String> time) {
        return table(bars, first, ",open,high,low,close,volume", bar -> time.apply(bar) + "," + bar.values());
    }

    private static String table(List<Bar> bars, String header, String more, Function<Bar, String> row) {
        return header + more + "\n" + lines(bars, row);
    }

    private static String rows(List<Bar> bars, Function<Bar, String> time, String more) {
        return lines(bars, bar -> time.apply(bar) + "," + bar.values() + more);
    }

    private static String lines(List<Bar> bars, Function<Bar, String> row) {
        StringBuilder text = new StringBuilder();
        bars.forEach(bar -> text.append(row.apply(bar)).append('\n'));
        return text.toString();
    }

    private static Shape text(String name, List<Long> steps, String note, Function<List<Bar>, String> writer) {
        return new Shape(name, steps, note, USUAL, bars -> utf8(writer.apply(bars)));
    }

    /** Returns an archive in which every name stands for a file of this content. */
    static byte[] zip(byte[] content, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
