package dev.fastback.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files by a writer that is not ours, DuckDB: dictionaries, delta encodings, many groups, nulls. */
class DuckDbFilesTest {
    private static final SampleBars BARS = SampleBars.of(20_000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "t                                         | double         | COMPRESSION uncompressed",
        "t                                         | double         | COMPRESSION gzip",
        "t                                         | double         | COMPRESSION snappy",
        "t                                         | double         | COMPRESSION snappy, PARQUET_VERSION v2",
        "t                                         | double         | COMPRESSION zstd",
        "t                                         | double         | COMPRESSION lz4_raw",
        "t                                         | double         | COMPRESSION brotli",
        "t                                         | double         | COMPRESSION brotli, PARQUET_VERSION v2",
        "strftime(t, '%Y-%m-%dT%H:%M:%S')          | decimal(18, 4) | COMPRESSION zstd, PARQUET_VERSION v2",
        "t                                         | double         | COMPRESSION gzip, PARQUET_VERSION v2",
        "t                                         | double         | COMPRESSION uncompressed, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048",
        "t::timestamptz                            | decimal(18, 4) | COMPRESSION gzip, PARQUET_VERSION v2",
        "t::timestamp_ms                           | decimal(9, 4)  | COMPRESSION gzip",
        "t::timestamp_ns                           | decimal(30, 4) | COMPRESSION uncompressed",
        "epoch_ms(t)                               | varchar        | COMPRESSION gzip",
        "(epoch_ms(t) // 1000)::integer            | varchar        | COMPRESSION gzip, PARQUET_VERSION v2",
        "strftime(t, '%Y-%m-%dT%H:%M:%S')          | double         | COMPRESSION gzip"
    })
    void readsTheSameBarsAsFromCsv(String time, String price, String how) throws Exception {
        Path file = write("t", time, price, how);
        BarSeries read = BarReader.read(file, BarReadOptions.DEFAULT).bars();
        assertThat(read.size()).isEqualTo(BARS.count());
        assertThat(read.contentHash()).isEqualTo(BARS.fromCsv().contentHash());
    }

    @Test
    void findsANullAmongMany() throws Exception {
        Path file = write("t", "t", "double", "COMPRESSION gzip", "nullif(close, (select max(close) from bars))");
        double max = BARS.close().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int row = BARS.close().indexOf(max) + 1;
        assertThatThrownBy(() -> BarReader.read(file, BarReadOptions.DEFAULT)).isInstanceOf(BarDataException.class)
                .hasMessageContaining(file + ": row " + row + ", column close: no number");
    }

    private Path write(String name, String time, String price, String how) throws IOException, SQLException {
        return write(name, time, price, how, "close");
    }

    private Path write(String name, String time, String price, String how, String close) throws IOException, SQLException {
        Path csv = Files.writeString(folder.resolve(name + ".csv"), BARS.csv());
        Path file = folder.resolve(name + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute("create table bars as select epoch_ms(timestamp) as t, open, high, low, close, volume from read_csv('" + csv
                    + "', types = {'timestamp': 'BIGINT'})");
            statement.execute("copy (select " + time + " as \"Date\", open::" + price + " as Open, high::" + price + " as High, low::"
                    + price + " as Low, (" + close + ")::" + price + " as Close, volume::bigint as Volume from bars order by t) to '" + file
                    + "' (FORMAT parquet, " + how + ")");
        }
        return file;
    }
}
