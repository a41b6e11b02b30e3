package dev.fastback.data.files;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BadBarPolicy;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Small CSV texts for tests, and short ways to read them. */
final class CsvTexts {
    static final String HEADER = "date,open,high,low,close,volume\n";
    static final String THREE_DAYS = HEADER
            + "2024-01-01,10,12,9,11,100\n"
            + "2024-01-02,11,13,10,12.5,200\n"
            + "2024-01-03,12.5,14,12,13,300\n";

    private CsvTexts() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static LoadedBars read(String text, BadBarPolicy policy) {
        return read(utf8(text), policy);
    }

    static LoadedBars read(byte[] bytes, BadBarPolicy policy) {
        return BarReader.read(
                new ByteArrayInputStream(bytes), "ETHUSD.csv", BarReadOptions.DEFAULT.withPolicy(policy));
    }

    static BarSeries bars(String text) {
        return read(text, BadBarPolicy.FAIL).bars();
    }

    static BarReport check(String text) {
        return BarReader.check(new ByteArrayInputStream(utf8(text)), "ETHUSD.csv", BarReadOptions.DEFAULT);
    }
}
