package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.testkit.fault.SlowPipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars that come through a slow pipe, plain or in several members of gzip, are the bars of the file. */
@Timeout(60)
class SlowPipeBarsTest {
    private static final BarReadOptions OPTIONS = BarReadOptions.DEFAULT.withSymbol("X");
    private static final byte[] CSV = csv();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void areReadTheSame(int bytes) throws IOException {
        String whole = hash(new ByteArrayInputStream(CSV));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int half = CSV.length / 2;
        packed.writeBytes(gzip(CSV, 0, half));
        packed.writeBytes(gzip(CSV, half, CSV.length - half));
        assertThat(hash(SlowPipe.in(new ByteArrayInputStream(CSV), bytes, 1))).isEqualTo(whole);
        assertThat(hash(SlowPipe.in(new ByteArrayInputStream(packed.toByteArray()), bytes, 1))).isEqualTo(whole);
    }

    @Test
    void whatComesOutOfASlowPipeIsWhatWentIn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SlowPipe.out(out, 5, 1).write(CSV, 3, 123);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(CSV, 3, 126));
    }

    private static String hash(InputStream in) {
        return BarReader.read(in, "x", OPTIONS).bars().contentHash();
    }

    private static byte[] gzip(byte[] bytes, int from, int count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes, from, count);
        }
        return out.toByteArray();
    }

    private static byte[] csv() {
        StringBuilder text = new StringBuilder("date,open,high,low,close\n");
        for (int day = 1; day <= 28; day++) {
            text.append(String.format("2024-02-%02d,10.%d,11.5,9.25,10.75%n", day, day));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
