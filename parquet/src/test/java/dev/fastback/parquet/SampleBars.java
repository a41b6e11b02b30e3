package dev.fastback.parquet;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.parquet.TableFile.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Hourly bars whose prices have four decimals, as lists and as the text that the reader of CSV takes. */
record SampleBars(List<Long> times, List<Double> open, List<Double> high, List<Double> low, List<Double> close, List<Double> volume) {
    static final BarReadOptions OPTIONS = BarReadOptions.DEFAULT.withSymbol("X");

    private static final long START = 1_700_006_400_000L; // 2023-11-15T00:00Z
    private static final long HOUR = 3_600_000L;

    static SampleBars of(int count) {
        return of(count, HOUR);
    }

    static SampleBars of(int count, long stepMillis) {
        Random random = new Random(count);
        List<List<Double>> columns = IntStream.range(0, 5).mapToObj(i -> (List<Double>) new ArrayList<Double>()).toList();
        double last = 100;
        for (int i = 0; i < count; i++) {
            double open = rounded(last);
            double close = rounded(last * (0.99 + 0.02 * random.nextDouble()));
            columns.get(0).add(open);
            columns.get(1).add(rounded(Math.max(open, close) * 1.01));
            columns.get(2).add(rounded(Math.min(open, close) * 0.99));
            columns.get(3).add(close);
            columns.get(4).add(1.0 + random.nextInt(1000));
            last = close;
        }
        List<Long> times = LongStream.range(0, count).mapToObj(i -> START + i * stepMillis).toList();
        return new SampleBars(times, columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(4));
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    int count() {
        return times.size();
    }

    String csv() {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < count(); i++) {
            text.append(times.get(i)).append(',').append(open.get(i)).append(',').append(high.get(i)).append(',')
                    .append(low.get(i)).append(',').append(close.get(i)).append(',').append(volume.get(i)).append('\n');
        }
        return text.toString();
    }

    BarSeries fromCsv() {
        return BarReader.read(new ByteArrayInputStream(csv().getBytes(StandardCharsets.UTF_8)), "x.csv", OPTIONS).bars();
    }

    TableFile table() {
        return prices(new TableFile().column("timestamp", Kind.TIMESTAMP_MILLIS, times));
    }

    TableFile prices(TableFile table) {
        return table.column("open", Kind.DOUBLE, open)
                .column("high", Kind.DOUBLE, high)
                .column("low", Kind.DOUBLE, low)
                .column("close", Kind.DOUBLE, close)
                .column("volume", Kind.DOUBLE, volume);
    }

    static BarSeries read(byte[] file) {
        return BarReader.read(new ByteArrayInputStream(file), "x.parquet", OPTIONS).bars();
    }
}
