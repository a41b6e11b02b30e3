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
import java.util.SplittableRandom;

/** Bars for tests: the plain files beside the project, and random walks. */
final class TestBars {
    private static final long DAY_MILLIS = 86_400_000L;

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

    /** Returns a random walk of daily bars. */
    static BarSeries random(SplittableRandom random, int n) {
        double[][] columns = new double[5][n];
        long[] times = new long[n];
        double before = 100.0;
        for (int i = 0; i < n; i++) {
            times[i] = i * DAY_MILLIS;
            fill(random, columns, i, before);
            before = columns[3][i];
        }
        return BarSeries.of("RANDOM", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Returns the same bars before {@code from} and other ones, at the same times, from there on. */
    static BarSeries withOtherFuture(BarSeries bars, int from, SplittableRandom random) {
        double[][] columns = new double[5][bars.size()];
        long[] times = new long[bars.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = bars.timeMillis(i);
            if (i < from) {
                columns[0][i] = bars.open(i);
                columns[1][i] = bars.high(i);
                columns[2][i] = bars.low(i);
                columns[3][i] = bars.close(i);
                columns[4][i] = bars.volume(i);
            } else {
                fill(random, columns, i, 50.0 + 100.0 * random.nextDouble());
            }
        }
        return BarSeries.of(bars.symbol(), times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static void fill(SplittableRandom random, double[][] columns, int i, double before) {
        double open = before * (1.0 + 0.01 * random.nextGaussian());
        double close = open * (1.0 + 0.03 * random.nextGaussian());
        columns[0][i] = open;
        columns[1][i] = Math.max(open, close) * (1.0 + 0.02 * random.nextDouble());
        columns[2][i] = Math.min(open, close) * (1.0 - 0.02 * random.nextDouble());
        columns[3][i] = close;
        columns[4][i] = 1000.0 + random.nextInt(1000);
    }
}
