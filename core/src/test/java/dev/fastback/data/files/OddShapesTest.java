package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.ReadingOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were read as something else in silence, or refused though they are plain. */
class OddShapesTest {
    private static final List<WrittenBars.Bar> FIRST = WrittenBars.sample(1, 30, WrittenBars.DAY);
    private static final List<WrittenBars.Bar> SECOND = onDaysOfFirst(WrittenBars.sample(2, 30, WrittenBars.DAY));
    private static final BarSeries A = WrittenBars.series(FIRST);
    private static final BarSeries B = WrittenBars.series(SECOND);

    private static List<WrittenBars.Bar> onDaysOfFirst(List<WrittenBars.Bar> bars) {
        return IntStream.range(0, bars.size()).mapToObj(i -> {
            WrittenBars.Bar bar = bars.get(i);
            return new WrittenBars.Bar(FIRST.get(i).time(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        }).toList();
    }

    private static BarTable table(String text) {
        return table(CsvTexts.utf8(text));
    }

    private static BarTable table(byte[] bytes) {
        return BarReader.table(new ByteArrayInputStream(bytes), "x.csv", BarReadOptions.DEFAULT);
    }

    private static String lines(Function<Integer, String> line) {
        return IntStream.range(0, FIRST.size()).mapToObj(line::apply).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void assertIsA(BarTable table) {
        assertThat(table.series()).hasSize(1).first().satisfies(series -> {
            assertThat(series.report().errorCount()).isZero();
            assertThat(series.bars().contentHash()).isEqualTo(A.contentHash());
        });
    }

    private static void assertAreBoth(BarTable table) {
        assertThat(table.series()).extracting(series -> series.bars().symbol()).containsExactly("AAA", "BBB");
        assertThat(table.series()).extracting(series -> series.bars().contentHash()).containsExactly(A.contentHash(), B.contentHash());
        assertThat(table.series()).allSatisfy(series -> assertThat(series.report().errorCount()).isZero());
    }

    /** Two tables of rows one after the other, the second a hundred days later and at a twentieth of the price. */
    private static String joined(String column, String first, String second, double scale) {
        StringBuilder text = new StringBuilder("date,open,high,low,close," + column + "\n");
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < 30; i++) {
                double price = (k == 0 ? 100 + i % 3 : (100 + i % 3) * scale);
                text.append(String.format(Locale.ROOT, "%tF,%.4f,%.4f,%.4f,%.4f,%s%n",
                        FIRST.get(0).time() + (k * 100L + i) * WrittenBars.DAY, price, price * 1.01, price * 0.99, price, k == 0 ? first : second));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exchange", "foo", "contract", "base"})
    void refusesSeveralSeriesUnderANameThatIsNoSymbols(String column) {
        assertThatThrownBy(() -> table(joined(column, "FIRST", "SECOND", 0.05)))
                .hasMessageContaining("line 32, column " + column + ", value \"SECOND\": the price goes from 102 to 5 where this column goes from \"FIRST\"");
        assertThatThrownBy(() -> table(joined(column, "10001", "10002", 0.05))).hasMessageContaining("these are several series");
    }

    @Test
    void saysWhatIsPassedOverWhereThePriceDoesNotLeap() {
        BarTable table = table(joined("exchange", "FIRST", "SECOND", 1));
        assertThat(table.series()).hasSize(1);
        assertThat(table.notes()).containsExactly("column exchange changes (FIRST, SECOND) and is passed over");
        assertThat(table(joined("exchange", "FIRST", "FIRST", 0.05)).notes()).isEmpty();
        assertThat(table("date,open,high,low,close,weekday\n" + lines(i -> FIRST.get(i).isoDate() + ",1,1,1,1," + FIRST.get(i).format("EEEE"))).notes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HHmm", "HHmmss", "Hmm"})
    void readsCompactDatesAndTimesWithoutAHeader(String pattern) {
        // Prices between 900 and 1,600 look like such times themselves.
        StringBuilder compact = new StringBuilder();
        StringBuilder plain = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < 200; i++) {
            LocalDateTime time = LocalDateTime.of(2024, 1, 2, 0, 0).plusMinutes(30L * i);
            double price = 1_200 + 200 * Math.sin(i / 9.0);
            String values = String.format(Locale.ROOT, ",%.2f,%.2f,%.2f,%.2f,%d%n", price, price + 9, price - 9, price + 3, 100 + i);
            String ofDay = time.format(DateTimeFormatter.ofPattern(pattern));
            compact.append(time.format(DateTimeFormatter.BASIC_ISO_DATE)).append(',')
                    .append(pattern.equals("Hmm") ? Integer.parseInt(ofDay) : ofDay).append(values);
            plain.append(time).append(values);
        }
        BarTable table = table(compact.toString());
        assertThat(table.notes()).contains("no header: date, time, open, high, low, close, volume by position");
        assertThat(table.series().getFirst().bars().contentHash()).isEqualTo(table(plain.toString()).series().getFirst().bars().contentHash());
        String withSymbol = compact.toString().lines().map(line -> "AAA," + line).collect(Collectors.joining("\n"));
        assertThat(table(withSymbol).series().getFirst().bars().symbol()).isEqualTo("AAA");
        String dated = compact.toString().replaceAll("(?m)^(\\d{4})(\\d\\d)(\\d\\d),", "$1-$2-$3,");
        assertThat(table(dated).series().getFirst().bars().timeMillis(1)).isEqualTo(table.series().getFirst().bars().timeMillis(1));
    }

    @Test
    void aFirstPriceThatLooksLikeATimeOfDayStaysAPrice() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            int price = 1_200 + i;
            text.append(FIRST.get(i).isoDate().replace("-", "")).append(String.format(Locale.ROOT, ",%d,%d,%d,%d,%d%n", price, price + 2, price - 1, price + 1, price));
        }
        assertThat(table(text.toString()).notes()).contains("no header: date, open, high, low, close, volume by position");
    }

    /** A table as programs draw it: what stands at the beginning and end of lines, between fields, and the line below the names. */
    @ParameterizedTest
    @ValueSource(strings = {"psql", "psql border 2", "markdown", "aligned markdown", "mysql", "sqlite columns", "box"})
    void readsTablesThatAreDrawn(String kind) {
        boolean sided = !kind.equals("psql") && !kind.startsWith("sqlite");
        String mark = kind.equals("box") ? " \u2502 " : kind.startsWith("sqlite") ? "   " : " | ";
        StringBuilder text = new StringBuilder();
        String rule = switch (kind) {
            case "psql" -> "------------+------+------+------+-------+--------";
            case "markdown" -> "|---|---|---|---|---|---|";
            case "aligned markdown" -> "| :--- | ---: | ---: | ---: | ---: | :---: |";
            case "sqlite columns" -> "----------  ------  ------  ------  ------  ------";
            case "box" -> "\u251c\u2500\u2500\u253c\u2500\u2500\u253c\u2500\u2500\u253c\u2500\u2500\u253c\u2500\u2500\u253c\u2500\u2500\u2524";
            default -> "+------------+------+------+------+-------+--------+";
        };
        if (kind.equals("mysql") || kind.equals("psql border 2")) {
            text.append(rule).append('\n');
        }
        drawn(text, "date,open,high,low,close,volume", mark, sided);
        text.append(rule).append('\n');
        lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values()).lines().forEach(line -> drawn(text, line, mark, sided));
        text.append(switch (kind) {
            case "psql" -> "(" + FIRST.size() + " rows)\n\n";
            case "mysql" -> rule + "\n" + FIRST.size() + " rows in set (0.01 sec)\n";
            case "psql border 2" -> rule + "\n(" + FIRST.size() + " rows)\n";
            default -> "";
        });
        assertIsA(table(text.toString()));
    }

    private static void drawn(StringBuilder text, String line, String mark, boolean sided) {
        text.append(sided ? mark.strip() + " " : " ").append(line.replace(",", mark)).append(sided ? " " + mark.strip() : "").append('\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"product_id", "ts_code", "currency_pair", "permno", "sym", "company"})
    void takesMoreNamesOfSymbols(String column) {
        assertThat(table(joined(column, "10001", "10002", 0.05)).series()).extracting(series -> series.bars().symbol())
                .containsExactly("10001", "10002");
    }

    @Test
    void refusesTimesThatASpreadsheetHasRounded() {
        assertThatThrownBy(() -> table("time,open,high,low,close\n" + lines(i -> String.format(Locale.ROOT, "%.5E,1,1,1,1", (double) FIRST.get(i).time()))))
                .hasMessageContaining("line 2, column time, value \"1.").hasMessageContaining("rounded to 10000 seconds; write all digits of the times");
        assertIsA(table("time,open,high,low,close,volume\n" + lines(i -> (double) FIRST.get(i).time() + "," + FIRST.get(i).values())));
    }

    @Test
    void readsApostrophesAsGroupsUnlessTheyMayStandBeforeThirtySeconds() {
        assertThat(table("date,open,high,low,close\n2024-01-02,110'160,110'240,110'000,110'315\n2024-01-03,110'160,110'240,110'000,110'315\n")
                        .series().getFirst().report().count(FindingKind.UNREADABLE_NUMBER))
                .isEqualTo(8);
        assertThat(table("date,open,high,low,close\n2024-01-02,5'160,5'240,5'000,5'190\n2024-01-03,5'160,5'340,5'000,5'191\n")
                        .series().getFirst().bars().open(0))
                .isEqualTo(5160);
    }

    @Test
    void warnsOfPricesThatLeap() {
        String text = "date,open,high,low,close\n" + lines(i -> FIRST.get(i).isoDate() + (i == 20 ? ",1,1,1,1" : i > 20 ? ",250,250,250,250" : ",100,100,100,100"));
        assertThat(table(text).series().getFirst().report().count(FindingKind.PRICE_LEAP)).isEqualTo(2);
        assertThat(table(text.replace(",250,250,250,250", ",180,180,180,180").replace(",1,1,1,1", ",100,100,100,100")).series().getFirst()
                        .report().count(FindingKind.PRICE_LEAP))
                .isZero();
    }

    @Test
    void readsEachTableOfOneJson() {
        Function<List<WrittenBars.Bar>, String> bars = rows -> rows.stream()
                .map(bar -> "{\"t\":\"" + bar.isoDate() + "\",\"o\":" + bar.open() + ",\"h\":" + bar.high() + ",\"l\":" + bar.low() + ",\"c\":" + bar.close()
                        + ",\"v\":" + bar.volume() + "}")
                .collect(Collectors.joining(",", "[", "]"));
        String first = bars.apply(FIRST);
        String second = bars.apply(SECOND);
        assertAreBoth(table("{\"bars\":{\"AAA\":" + first + ",\"BBB\":" + second + "}}"));
        assertAreBoth(table("{\"AAA\":{\"meta\":{},\"values\":" + first + "},\"BBB\":{\"values\":" + second + "}}"));
        assertAreBoth(table("{\"list\":[{\"symbol\":\"AAA\",\"historical\":" + first + "},{\"symbol\":\"BBB\",\"historical\":" + second + "}]}"));
        assertThatThrownBy(() -> table("[[" + first + "],[" + second + "]]")).hasMessageContaining("several tables of bars (0.0, 1.0)");
        String columns = "{\"t\":[1704153600,1704240000],\"o\":[1,1],\"h\":[1,1],\"l\":[1,1],\"c\":[%d,1]}";
        assertThat(table("{\"AAA\":" + columns.formatted(1) + ",\"BBB\":" + columns.formatted(1) + "}").series())
                .extracting(series -> series.bars().symbol()).containsExactly("AAA", "BBB");
    }

    @Test
    void tellsLettersOfOneJsonApartByTheirCase() {
        String bars = FIRST.stream().map(bar -> "{\"t\":" + bar.time() + ",\"T\":" + (bar.time() + 86_399_999) + ",\"s\":\"BTC\",\"o\":\"" + bar.open() + "\",\"c\":\""
                + bar.close() + "\",\"h\":\"" + bar.high() + "\",\"l\":\"" + bar.low() + "\",\"v\":\"" + bar.volume() + "\",\"V\":\"1\"}").collect(Collectors.joining(",", "[", "]"));
        assertIsA(table(bars));
    }

    @Test
    void takesBidsOfQuotesAndSaysSo() {
        String quote = "{\"o\":%1$d,\"h\":%1$d,\"l\":%1$d,\"c\":%1$d}";
        BarTable table = table("{\"candles\":[" + IntStream.range(2, 9).mapToObj(day -> "{\"time\":\"2024-01-0" + day + "\",\"ask\":" + quote.formatted(12)
                + ",\"bid\":" + quote.formatted(11) + "}").collect(Collectors.joining(",")) + "]}");
        assertThat(table.series().getFirst().bars().close(0)).isEqualTo(11);
        assertThat(table.notes()).containsExactly("prices are those bid; what is asked is passed over");
    }

    @Test
    void readsSymbolsThatStandSideBySide() {
        List<Function<WrittenBars.Bar, Object>> fields = List.of(bar -> bar.close(), bar -> bar.high(), bar -> bar.low(), bar -> bar.open(), bar -> bar.volume());
        String byField = lines(i -> FIRST.get(i).isoDate() + "," + fields.stream()
                .map(field -> field.apply(FIRST.get(i)) + "," + field.apply(SECOND.get(i))).collect(Collectors.joining(",")));
        String bySymbol = lines(i -> FIRST.get(i).isoDate() + "," + List.of(FIRST.get(i), SECOND.get(i)).stream()
                .flatMap(bar -> fields.stream().map(field -> String.valueOf(field.apply(bar)))).collect(Collectors.joining(",")));
        String symbols = "AAA,BBB,AAA,BBB,AAA,BBB,AAA,BBB,AAA,BBB";
        String names = "Close,Close,High,High,Low,Low,Open,Open,Volume,Volume";
        assertAreBoth(table("Price," + names + "\nTicker," + symbols + "\nDate,,,,,,,,,,\n" + byField));
        assertAreBoth(table("," + names + "\n," + symbols + "\nDate,,,,,,,,,,\n" + byField));
        assertAreBoth(table("Ticker,AAA,AAA,AAA,AAA,AAA,BBB,BBB,BBB,BBB,BBB\nPrice,Close,High,Low,Open,Volume,Close,High,Low,Open,Volume\nDate,,,,,,,,,,\n" + bySymbol));
        for (String form : List.of("%s.%s", "%2$s_%1$s", "\"('%s', '%s')\"", "%s %s")) {
            String header = List.of("AAA", "BBB").stream().flatMap(symbol -> List.of("Close", "High", "Low", "Open", "Volume").stream()
                    .map(field -> form.formatted(symbol, field))).collect(Collectors.joining(","));
            BarTable table = table("Date," + header + "\n" + bySymbol);
            assertAreBoth(table);
            assertThat(table.notes()).containsExactly("symbols stand side by side");
        }
        BarTable ragged = table("Date,AAA.Open,AAA.High,AAA.Low,AAA.Close,BBB.Open,BBB.High,BBB.Low,BBB.Close\n"
                + "2024-01-02,1,1,1,1,,,,\n2024-01-03,1,1,1,1,2,2,2,2\n2024-01-04,1,1,1,1,2,2,,2\n2024-01-05,1,1,1\n");
        assertThat(ragged.series()).extracting(series -> series.bars().size()).containsExactly(3, 1);
        assertThat(ragged.series().get(0).report().count(FindingKind.RAGGED_LINE)
                + ragged.series().get(1).report().count(FindingKind.RAGGED_LINE)).isEqualTo(1);
        assertThat(ragged.series().get(1).report().count(FindingKind.UNREADABLE_NUMBER)).isEqualTo(1);
        assertThat(table("Date,Bid Open,Bid High,Bid Low,Bid Close,Ask Open,Ask High,Ask Low,Ask Close\n2024-01-02,1,1,1,1,2,2,2,2\n").notes())
                .containsExactly("prices are those bid; what is asked is passed over");
    }

    private static String hours(String header, Function<LocalDateTime, String> time) {
        StringBuilder text = new StringBuilder(header).append(",Open,High,Low,Close\n");
        for (int i = 0; i < 30; i++) {
            LocalDateTime utc = LocalDateTime.of(2024, 3, 9, 12, 0).plusHours(i);
            text.append(time.apply(utc)).append(String.format(Locale.ROOT, ",%1$d,%1$d,%1$d,%1$d%n", 100 + i));
        }
        return text.toString();
    }

    private static String at(LocalDateTime utc, String zone) {
        return utc.atZone(ZoneOffset.UTC).withZoneSameInstant(ZoneId.of(zone)).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    }

    @Test
    void takesTheZoneThatTheNameOfTheColumnSays() {
        String utc = table(hours("Time", time -> at(time, "UTC"))).series().getFirst().bars().contentHash();
        for (String[] form : List.of(new String[] {"Date (UTC)", "UTC"}, new String[] {"Time (UTC+2)", "+02:00"}, new String[] {"timestamp [GMT-05:00]", "-05:00"},
                new String[] {"Datetime (America/New_York)", "America/New_York"}, new String[] {"time (JST)", "+09:00"})) {
            assertThat(table(hours(form[0], time -> at(time, form[1]))).series().getFirst().bars().contentHash()).as(form[0]).isEqualTo(utc);
        }
        assertThat(table(hours("Time (UTC+2)", time -> at(time, "+02:00"))).notes()).containsExactly("times are local ones of +02:00");
        assertThat(table(hours("Time (UTC)", time -> at(time, "UTC"))).notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EET", "ET", "CST", "est", "MEZ"})
    void refusesAShortNameOfAZoneAboveLocalTimes(String zone) {
        String header = "Time (" + zone + ")";
        assertThatThrownBy(() -> table(hours(header, time -> at(time, "Europe/Athens"))))
                .hasMessageContaining("column time (" + zone.toLowerCase(Locale.ROOT) + "): the times are local ones of " + zone.toUpperCase(Locale.ROOT))
                .hasMessageContaining("--tz");
        BarReadOptions athens = BarReadOptions.DEFAULT.withReading(ReadingOptions.DEFAULT.withZone(ZoneId.of("Europe/Athens")));
        String utc = table(hours("Time", time -> at(time, "UTC"))).series().getFirst().bars().contentHash();
        byte[] local = CsvTexts.utf8(hours(header, time -> at(time, "Europe/Athens")));
        assertThat(BarReader.table(new ByteArrayInputStream(local), "x.csv", athens).series().getFirst().bars().contentHash()).isEqualTo(utc);
        assertThat(table(hours(header, time -> time.toEpochSecond(ZoneOffset.UTC) + "")).series().getFirst().bars().contentHash()).isEqualTo(utc);
        for (String way : List.of("yyyyMMddHHmm", "yyyyMMddHHmmss")) {
            assertThatThrownBy(() -> table(hours(header, time -> time.format(DateTimeFormatter.ofPattern(way))))).as(way).hasMessageContaining("--tz");
        }
        assertThatThrownBy(() -> table(hours(header, time -> 45_000 + time.getDayOfYear() + time.getHour() / 24.0 + ""))).hasMessageContaining("--tz");
        assertThatThrownBy(() -> table(hours(header, time -> at(time, "UTC") + (time.getHour() == 0 ? "Z" : ""))))
                .as("one row with an offset").hasMessageContaining("--tz");
        assertThatThrownBy(() -> table(hours("Date," + header, time -> at(time, "Europe/Athens").replace(' ', ','))))
                .as("a time of day").hasMessageContaining("--tz");
        assertThat(table(hours(header, time -> time + "Z")).series().getFirst().bars().contentHash()).isEqualTo(utc);
        assertIsA(table("date (" + zone + "),open,high,low,close,volume\n" + lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Datum;Zeit", "datum;uhrzeit", "Date;Heure", "fecha;hora", "data;ora", "\u0434\u0430\u0442\u0430;\u0432\u0440\u0435\u043c\u044f"})
    void joinsDatesAndTimesOfDayInOtherLanguages(String header) {
        String utc = table(hours("Time", time -> at(time, "UTC"))).series().getFirst().bars().contentHash();
        String text = hours(header, time -> at(time, "UTC").replace(' ', ';')).replace(',', ';');
        assertThat(table(text).series().getFirst().bars().contentHash()).isEqualTo(utc);
    }

    @Test
    void takesTheColumnWhoseTimesDifferWhereAnotherHasDatesAlone() {
        String utc = table(hours("Time", time -> at(time, "UTC"))).series().getFirst().bars().contentHash();
        BarTable table = table(hours("date,time", time -> at(time, "UTC").substring(0, 10) + "," + at(time, "UTC")));
        assertThat(table.series().getFirst().bars().contentHash()).isEqualTo(utc);
        assertThat(table.notes()).containsExactly("time is column time");
    }

    @Test
    void unitsInNamesAreNoSymbols() {
        BarTable table = table("date,Open (USD),High (USD),Low (USD),Close (USD),Volume (BTC),Volume (USD)\n"
                + lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values() + ",1"));
        assertIsA(table);
        assertThat(table.series().getFirst().bars().symbol()).isEqualTo("x");
        assertThat(table.notes()).containsExactly("volumes are column volume (btc); passed over: volume (usd)");
    }

    @Test
    void unitsBelowTheNamesAreNoSymbols() {
        BarTable table = table("time,open,high,low,close,volume\n,USD,USD,USD,USD,BTC\n" + lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values()));
        assertThat(table.series().getFirst().bars().symbol()).isEqualTo("x");
        assertThat(table.series()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Date,#\n,$\n", ",#\n,$\n", ",#\n,$\nDate,,,,,\n"})
    void takesTheSymbolFromALineBelowTheNames(String form) {
        String header = form.replace("#", "Open,High,Low,Close,Volume").replace("$", "7203.T,7203.T,7203.T,7203.T,7203.T");
        BarTable table = table(header + lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values()));
        assertIsA(table);
        assertThat(table.series().getFirst().bars().symbol()).isEqualTo("7203.T");
    }

    @Test
    void readsGroupsOfTwoDigitsAndCodesOfCurrencies() {
        BarSeries bars = table("date,open,high,low,close,volume\n2024-01-02,\"2,49,387.96\",\"2,49,400.00\",\"2,49,000.00\",\"2,49,100.00\",\"1,23,45,678\"\n")
                .series().getFirst().bars();
        assertThat(bars.open(0)).isEqualTo(249_387.96);
        assertThat(bars.volume(0)).isEqualTo(12_345_678);
        for (String uneven : List.of("12,34,56.5", "123,45,678.5", "1,234,56,789.5", "1,23,456,789.5")) {
            assertThat(table("date,open,high,low,close,volume\n2024-01-02,\"" + uneven + "\",\"9,99,99,99,999.5\",1.5,1.5,1\n").series().getFirst().report()
                    .count(FindingKind.UNREADABLE_NUMBER)).as(uneven).isEqualTo(1);
        }
        BarSeries coded = table("date;open;high;low;close\n2024-01-02;USD 1.5;1,200.25 USD;1.25 USD;1.25 USD\n").series().getFirst().bars();
        assertThat(coded.open(0)).isEqualTo(1.5);
        assertThat(coded.high(0)).isEqualTo(1_200.25);
        assertThat(table("date;open;high;low;close\n2024-01-02;1.5USD;1.5 usd;1.5 US;USD\n").series().getFirst().report()
                .count(FindingKind.UNREADABLE_NUMBER)).isEqualTo(4);
        assertThat(table("date;open;high;low;close;volume\n2024-01-02;1.5;1.5;1.5;1.5;12.5 MLN\n").series().getFirst().report()
                .count(FindingKind.UNREADABLE_NUMBER)).as("a unit of three letters").isEqualTo(1);
    }

    @Test
    void saysThatALineOfNumbersNamesNoColumns() {
        assertThatThrownBy(() -> table(lines(i -> FIRST.get(i).time() / 1000 + ",9999999," + FIRST.get(i).values())))
                .hasMessageContaining("missing column; the first line names none").hasMessageContaining("write a line of names above it");
    }

    @Test
    void readsColumnsThatBlanksAlign() {
        Function<WrittenBars.Bar, String> values = bar -> String.format(Locale.ROOT, "  %12s  %12s  %12s  %12s  %12s", (Object[]) bar.values().split(","));
        String names = "        open         high          low        close       volume\n";
        String days = lines(i -> FIRST.get(i).isoDate() + values.apply(FIRST.get(i)));
        String times = lines(i -> FIRST.get(i).isoDate() + " 00:00:00" + values.apply(FIRST.get(i)));
        assertIsA(table("date  " + names + days));
        assertIsA(table("Date Time " + names + times));
        assertIsA(table("Datetime " + names + times));
        assertIsA(table("          " + names + days));
        assertIsA(table("          " + names + "date\n" + times));
        assertIsA(table(days));
        assertThat(table("date  " + names + days).notes()).containsExactly("blanks stand between the fields");
        assertThat(table("date " + names + days + "2024-09-01 1 2\n").series().getFirst().report().count(FindingKind.RAGGED_LINE)).isEqualTo(1);
    }

    @Test
    void readsWhatIsCompressedInsideAnArchive() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(CsvTexts.utf8("date,open,high,low,close,volume\n" + lines(i -> FIRST.get(i).isoDate() + "," + FIRST.get(i).values())));
        }
        assertIsA(table(WrittenBars.zip(packed.toByteArray(), "a.csv.gz")));
        assertThatThrownBy(() -> table(WrittenBars.zip(packed.toByteArray(), "a.csv.gz", "b.csv.gz"))).hasMessageContaining("several files");
    }
}
