package dev.fastback.data.csv;

import dev.fastback.data.BarColumns;
import dev.fastback.data.BarTable;
import dev.fastback.data.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the lines of a text that has a column for the symbol: each goes to the series of its symbol. */
final class CsvSymbolParser {
    private final CsvScanner scanner;
    private final BarColumns header;
    private final BarTable table;
    private final Map<String, CsvBarParser> parsers = new HashMap<>();

    // The symbol of the line before and its parser: where symbols follow one another, no text is made of them.
    private byte[] lastSymbol = {};
    private CsvBarParser last;

    CsvSymbolParser(CsvScanner scanner, BarColumns header, BarTable table) {
        this.scanner = scanner;
        this.header = header;
        this.table = table;
        last = parser("");
    }

    /** Reads the scanner's current line; one that has not the header's fields counts to the symbol before it. */
    void parseLine() {
        if (scanner.fields() == header.count()) {
            select(scanner.start(header.symbol()), scanner.end(header.symbol()));
        }
        last.parseLine();
    }

    private void select(int from, int to) {
        byte[] bytes = scanner.bytes();
        if (!Arrays.equals(bytes, from, to, lastSymbol, 0, lastSymbol.length)) {
            lastSymbol = Arrays.copyOfRange(bytes, from, to);
            last = parser(Printable.text(new String(lastSymbol, StandardCharsets.UTF_8)));
        }
    }

    private CsvBarParser parser(String symbol) {
        return parsers.computeIfAbsent(symbol, name -> new CsvBarParser(scanner, header, table.collector(name)));
    }
}
