package dev.fastback.data.csv;

import dev.fastback.data.BarColumns;
import dev.fastback.data.BarDataException;
import dev.fastback.data.Printable;
import java.util.ArrayList;
import java.util.List;

/** Reads the line that names the columns of a CSV file. */
public final class CsvHeader {
    private CsvHeader() {}

    /**
     * Returns the columns that the scanner's current line names.
     *
     * @throws BarDataException if a column is missing or there twice, or the line is no text
     */
    public static BarColumns of(CsvScanner scanner, String source) {
        if (scanner.hasControlBytes()) {
            throw BarDataException.at(source, scanner.line(), null, null, "control characters; this is no CSV text");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            names.add(Printable.field(scanner.bytes(), scanner.start(i), scanner.end(i)));
        }
        return BarColumns.of(names, source, scanner.line());
    }
}
