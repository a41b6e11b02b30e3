package dev.fastback.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV: UTF-8, commas, a line of names, points as decimals, the shortest digits that give the same double, nothing where a value is
 * missing. Times are ISO instants, or ISO dates where all of a column are midnights of UTC.
 */
final class CsvTableFormat implements TableFormat {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int DATE_LENGTH = "2024-01-31".length();
    private static final int FLUSHED = 1 << 16;

    private final boolean packed;

    /** Makes one: {@code packed} says whether it compresses with gzip. */
    CsvTableFormat(boolean packed) {
        this.packed = packed;
    }

    @Override
    public String name() {
        return packed ? "csv.gz" : "csv";
    }

    @Override
    public List<String> suffixes() {
        return List.of("." + name());
    }

    @Override
    public void write(Table table, OutputStream out) throws IOException {
        if (!packed) {
            writeText(table, out);
            return;
        }
        GZIPOutputStream zip = new GZIPOutputStream(out, FLUSHED);
        writeText(table, zip);
        zip.finish();
    }

    private static void writeText(Table table, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(2 * FLUSHED);
        text.append(table.columns().stream().map(column -> quoted(column.name())).collect(Collectors.joining(","))).append('\n');
        List<Field> fields = table.columns().stream().map(CsvTableFormat::field).toList();
        for (int row = 0; row < table.rows(); row++) {
            for (int k = 0; k < fields.size(); k++) {
                if (k > 0) {
                    text.append(',');
                }
                if (!table.columns().get(k).isMissing(row)) {
                    fields.get(k).append(text, row);
                }
            }
            text.append('\n');
            if (text.length() > FLUSHED) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a value that is there. */
    private interface Field {
        void append(StringBuilder text, int row);
    }

    private static Field field(TableColumn column) {
        return switch (column) {
            case TableColumn.Times times -> ofTimes(times);
            case TableColumn.Wholes wholes -> (text, row) -> text.append(wholes.values()[row]);
            case TableColumn.Numbers numbers -> (text, row) -> text.append(numbers.values()[row]);
            case TableColumn.Texts texts -> (text, row) -> text.append(quoted(texts.values().get(row)));
        };
    }

    private static Field ofTimes(TableColumn.Times times) {
        boolean dates = true;
        for (long millis : times.millis()) {
            dates &= millis == TableColumn.MISSING || Math.floorMod(millis, DAY_MILLIS) == 0;
        }
        return dates
                ? (text, row) -> text.append(Instant.ofEpochMilli(times.millis()[row]).toString(), 0, DATE_LENGTH)
                : (text, row) -> text.append(Instant.ofEpochMilli(times.millis()[row]));
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
