package dev.fastback.formats;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** Bars by chance, and ways to read and to damage files of them. */
final class TestBars {
    private static final long START = 1_700_006_400_000L; // 2023-11-15T00:00Z
    private static final long HOUR = 3_600_000L;

    private TestBars() {}

    static BarSeries of(String symbol, int count, long seed) {
        return of(symbol, count, seed, HOUR);
    }

    static BarSeries of(String symbol, int count, long seed, long stepMillis) {
        Random random = new Random(seed);
        long[] times = new long[count];
        double[][] columns = new double[5][count];
        double last = 100;
        for (int i = 0; i < count; i++) {
            double close = last * (0.99 + 0.02 * random.nextDouble());
            times[i] = START + i * stepMillis;
            columns[0][i] = last;
            columns[1][i] = Math.max(last, close) * 1.01;
            columns[2][i] = Math.min(last, close) / 1.01;
            columns[3][i] = close;
            columns[4][i] = random.nextInt(100_000) / 8.0 + 1;
            last = close;
        }
        return BarSeries.ofOwned(symbol, times, columns[0], columns[1], columns[2], columns[3], columns[4], count);
    }

    static String csv(BarSeries bars) {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < bars.size(); i++) {
            text.append(bars.timeMillis(i)).append(',').append(bars.open(i)).append(',').append(bars.high(i)).append(',')
                    .append(bars.low(i)).append(',').append(bars.close(i)).append(',').append(bars.volume(i)).append('\n');
        }
        return text.toString();
    }

    static String json(BarSeries bars) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bars.size(); i++) {
            text.append(i == 0 ? "" : ",\n").append('[').append(bars.timeMillis(i)).append(',').append(bars.open(i)).append(',')
                    .append(bars.high(i)).append(',').append(bars.low(i)).append(',').append(bars.close(i)).append(',')
                    .append(bars.volume(i)).append(']');
        }
        return text.append("]\n").toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static BarTable table(byte[] file, String name) {
        return BarReader.table(new ByteArrayInputStream(file), name, BarReadOptions.DEFAULT);
    }

    static BarSeries read(byte[] file, String name) {
        return table(file, name).only().accepted().bars();
    }

    /** Changes up to three bytes of a file; returns what was changed. */
    static String damage(byte[] file, int from, Random random) {
        StringBuilder what = new StringBuilder();
        int changes = 1 + random.nextInt(3);
        for (int k = 0; k < changes; k++) {
            int place = from + random.nextInt(file.length - from);
            file[place] = (byte) (random.nextBoolean() ? file[place] ^ 1 << random.nextInt(8) : random.nextInt(256));
            what.append(" byte ").append(place).append(" = ").append(file[place]);
        }
        return what.toString();
    }

    /** Returns the hash of the bars that a file gives, or null where it ends in one line about the file; nothing else may happen. */
    static String hashOrComplaint(Supplier<BarSeries> read, String name, String what) {
        try {
            return read.get().contentHash();
        } catch (BarDataException e) {
            Assertions.assertThat(e.getMessage()).as(what).startsWith(name).hasLineCount(1);
            return null;
        } catch (Throwable e) {
            throw new AssertionError(what, e);
        }
    }
}
