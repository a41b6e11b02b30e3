package dev.fastback.data.files;

import static dev.fastback.data.files.CsvTexts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarFinding;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with a column that names the symbol of each row. */
class SymbolColumnTest {
    private static final String HEADER = "date,symbol,open,high,low,close\n";
    private static final String A = row(1, "AAA", 10) + row(2, "AAA", 11) + row(3, "AAA", 12);
    private static final String B = row(1, "BBB", 500) + row(2, "BBB", 510) + row(3, "BBB", 520);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"symbol", "Ticker", "TIC", "code", "asset", "pair", "instrument", "sid", "Name"})
    void everySymbolIsASeriesOfItsOwn(String column) {
        List<LoadedBars> loaded = table(HEADER.replace("symbol", column) + A + B).series().stream().map(LoadedBars::accepted).toList();
        assertThat(loaded).extracting(one -> one.bars().symbol()).containsExactly("AAA", "BBB");
        assertThat(hashes(loaded)).containsExactly(alone("AAA", A), alone("BBB", B));
        assertThat(loaded.get(1).report().rows()).isEqualTo(3);
    }

    @Test
    void rowsMayTakeTurnsAndDatesMayBeApart() throws IOException {
        String turns = row(1, "AAA", 10) + row(1, "BBB", 500) + row(2, "AAA", 11) + row(2, "BBB", 510) + row(3, "AAA", 12)
                + row(3, "BBB", 520);
        assertThat(hashes(readAll(HEADER + turns))).containsExactly(alone("AAA", A), alone("BBB", B));
        String later = B.replace("2024-01", "2024-03");
        List<LoadedBars> apart = readAll(HEADER + A + later);
        assertThat(hashes(apart)).containsExactly(alone("AAA", A), alone("BBB", later));
        assertThat(apart).allSatisfy(one -> assertThat(one.report().warningCount()).isZero());
    }

    @Test
    void orderAndDuplicatesAreJudgedPerSymbolWithTheLinesOfTheFile() {
        BarTable table = table(HEADER + row(1, "AAA", 10) + row(2, "BBB", 500) + row(1, "BBB", 510) + row(2, "AAA", 11)
                + row(2, "AAA", 12));
        BarReport a = series(table, "AAA").report();
        BarReport b = series(table, "BBB").report();
        assertThat(a.errors()).extracting(BarFinding::kind, BarFinding::line)
                .containsExactly(tuple(FindingKind.DUPLICATE_TIME, 6L));
        assertThat(b.errors()).extracting(BarFinding::kind, BarFinding::line)
                .containsExactly(tuple(FindingKind.TIME_NOT_RISING, 4L));
        assertThat(a.summary()).startsWith("x.csv (AAA): 3 rows, 2 bars, 1 error");
        assertThatThrownBy(() -> series(table, "BBB").accepted()).hasMessageStartingWith("x.csv (BBB): line 4, column date");
    }

    @Test
    void gapsAreThoseOfTheSymbol() {
        String b = row(1, "BBB", 1) + row(2, "BBB", 1) + row(3, "BBB", 1) + row(20, "BBB", 1);
        BarTable table = table(HEADER + A + b);
        assertThat(series(table, "AAA").report().count(FindingKind.GAP)).isZero();
        assertThat(series(table, "BBB").report().warnings()).extracting(BarFinding::line).containsExactly(8L);
    }

    @Test
    void oneValueNamesTheSymbolUnlessOneIsGiven() throws IOException {
        Path file = Files.write(folder.resolve("prices.csv"), utf8(HEADER + A));
        assertThat(BarReader.read(file, BarReadOptions.DEFAULT).bars().symbol()).isEqualTo("AAA");
        assertThat(BarReader.read(file, BarReadOptions.DEFAULT.withSymbol("X")).bars().symbol()).isEqualTo("X");
        assertThat(BarReader.read(file, BarReadOptions.DEFAULT).report().source()).isEqualTo(file.toString());
    }

    @Test
    void whoeverWantsOneSeriesIsToldOfTheSymbols() throws IOException {
        Path file = Files.write(folder.resolve("prices.csv"), utf8(HEADER + A + B));
        assertThatThrownBy(() -> BarReader.read(file, BarReadOptions.DEFAULT)).isInstanceOf(BarDataException.class)
                .hasMessage(file + ": holds 2 symbols; name one of AAA, BBB");
        BarReadOptions b = BarReadOptions.DEFAULT.withSymbol("BBB");
        assertThat(BarReader.read(file, b).bars().contentHash()).isEqualTo(alone("BBB", B));
        assertThat(BarReader.table(file, b).of("BBB").series()).hasSize(1);
        assertThatThrownBy(() -> BarReader.read(file, BarReadOptions.DEFAULT.withSymbol("CCC")))
                .hasMessage(file + ": holds no symbol CCC, but AAA, BBB");
    }

    @Test
    void aColumnWithoutValuesIsIgnored() {
        BarTable table = table(HEADER + A.replace("AAA", ""));
        assertThat(table.namesSymbols()).isFalse();
        assertThat(table.only().accepted().bars().contentHash()).isEqualTo(alone("x", A));
        assertThat(table.only().bars().symbol()).isEqualTo("x");
    }

    @Test
    void rowsWithoutASymbolAreWrongWhereOthersHaveOne() {
        String text = HEADER + row(9, "", 1) + A + "2024-01-04,AAA,1\n" + B + row(4, "", 1);
        BarReport report = table(text).series().getFirst().report();
        assertThat(report.errors()).extracting(BarFinding::describe).satisfiesExactly(
                line -> assertThat(line).startsWith("line 2, column symbol, value \"\": no symbol"),
                line -> assertThat(line).startsWith("line 6: 3 fields, but the header has 6"));
        assertThat(series(table(text), "BBB").report().errors()).extracting(BarFinding::describe)
                .singleElement().asString().startsWith("line 10, column symbol, value \"\": no symbol");
        assertThat(report.rows()).isEqualTo(5);
        assertThatThrownBy(() -> table(text).series().getFirst().accepted())
                .hasMessageStartingWith("x.csv (AAA): line 2, column symbol, value \"\": no symbol");
        BarTable dropped = BarReader.table(
                new ByteArrayInputStream(utf8(text)), "x.csv", BarReadOptions.DEFAULT.withPolicy(BadBarPolicy.DROP));
        assertThat(dropped.series()).extracting(series -> series.accepted().bars().contentHash())
                .containsExactly(alone("AAA", A), alone("BBB", B));
    }

    @Test
    void longSymbolsWithOneBeginningStayApart() throws IOException {
        String start = "S".repeat(200);
        List<LoadedBars> loaded = readAll(HEADER + A.replace("AAA", start + "1") + B.replace("BBB", start + "2"));
        assertThat(loaded).extracting(one -> one.bars().size()).containsExactly(3, 3);
    }

    private List<LoadedBars> readAll(String text) throws IOException {
        return BarReader.table(Files.write(folder.resolve("x.csv"), utf8(text)), BarReadOptions.DEFAULT).series().stream().map(LoadedBars::accepted).toList();
    }

    private static BarTable table(String text) {
        return BarReader.table(new ByteArrayInputStream(utf8(text)), "x.csv", BarReadOptions.DEFAULT);
    }

    private static LoadedBars series(BarTable table, String symbol) {
        return table.of(symbol).only();
    }

    /** Returns the hash of the rows in a file of their own, without the column. */
    private static String alone(String symbol, String rows) {
        String text = (HEADER + rows).replaceAll("(?m)^([^,]*),[^,]*,", "$1,");
        return BarReader.read(new ByteArrayInputStream(utf8(text)), "y.csv", BarReadOptions.DEFAULT.withSymbol(symbol))
                .bars().contentHash();
    }

    private static List<String> hashes(List<LoadedBars> loaded) {
        return loaded.stream().map(one -> one.bars().contentHash()).toList();
    }

    private static String row(int day, String symbol, int price) {
        return "2024-01-%02d,%s,%d,%d,%d,%d%n".formatted(day, symbol, price, price, price, price);
    }
}
