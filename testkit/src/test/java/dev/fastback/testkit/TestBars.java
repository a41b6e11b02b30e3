package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The bar files beside the project, which are known to be clean. */
final class TestBars {
    private TestBars() {}

    /** Reads {@code date,open,high,low,close,volume} lines under a header. */
    static BarSeries read(String symbol, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int n = lines.size() - 1;
            long[] times = new long[n];
            double[][] columns = new double[5][n];
            for (int i = 0; i < n; i++) {
                String[] cells = lines.get(i + 1).split(",");
                times[i] = cells[0].length() == 10
                        ? LocalDate.parse(cells[0]).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()
                        : Instant.parse(cells[0]).toEpochMilli();
                for (int c = 0; c < columns.length; c++) {
                    columns[c][i] = Double.parseDouble(cells[c + 1]);
                }
            }
            return BarSeries.of(symbol, times, columns[0], columns[1], columns[2], columns[3], columns[4]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
