package dev.fastback.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.BarTable;
import dev.fastback.data.reading.TableOfBars;
import dev.fastback.table.Table;
import dev.fastback.table.TableColumn;
import dev.fastback.table.TableFormat;
import dev.fastback.table.TableFormats;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as every format writes them: read back by our readers, by Arrow's own library and by DuckDB. */
class WrittenTablesTest {
    @TempDir
    Path folder;

    static Stream<String> suffixes() {
        return TableFormats.all().all().stream().flatMap(format -> format.suffixes().stream());
    }

    @Test
    void formatsAreFound() {
        assertThat(suffixes()).containsExactlyInAnyOrder(".csv", ".csv.gz", ".parquet", ".feather", ".arrow");
        assertThat(TableFormats.suffixes()).isEqualTo(".csv, .csv.gz, .arrow, .feather or .parquet");
        assertThat(TableFormats.ofFile("a.b.CSV.GZ").map(TableFormat::name)).contains("csv.gz");
        assertThat(TableFormats.ofFile("a.xlsx")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("suffixes")
    void barsReadBackAreTheSame(String suffix) throws IOException {
        long seed = Long.getLong("fastback.seed", 20261128);
        System.out.println("written tables: seed " + seed);
        Random random = new Random(seed);
        for (int count : new int[] {1, 7, 8, 9, 500}) {
            List<BarSeries> series = new ArrayList<>();
            for (int s = 0; s < 1 + random.nextInt(3); s++) {
                series.add(TestBars.of("S" + s, count, random.nextLong()));
            }
            BarTable read = BarReader.table(write(TableOfBars.of(series, true), "x" + suffix), BarReadOptions.DEFAULT);
            assertThat(read.series().stream().map(loaded -> loaded.accepted().bars().symbol() + loaded.bars().contentHash()))
                    .as("seed " + seed)
                    .isEqualTo(series.stream().map(bars -> bars.symbol() + bars.contentHash()).toList());
        }
        BarSeries single = TestBars.of("x", 100, 3);
        BarSeries withoutVolume = BarSeries.of("x", column(single, single::timeMillis), values(single, single::open), values(single, single::high),
                values(single, single::low), values(single, single::close), new double[100]);
        for (BarSeries bars : List.of(single, withoutVolume)) {
            BarTable read = BarReader.table(write(TableOfBars.of(List.of(bars), false), "x" + suffix), BarReadOptions.DEFAULT);
            assertThat(read.only().bars().symbol()).isEqualTo("x");
            assertThat(read.only().bars().contentHash()).isEqualTo(bars.contentHash());
            assertThat(read.only().report().findings()).isEmpty();
        }
    }

    /** As pandas writes columns of two levels: the second symbol begins later, the third has no opens. */
    @ParameterizedTest
    @MethodSource("suffixes")
    void symbolsThatStandSideBySideAreSeveralSeries(String suffix) throws IOException {
        BarSeries first = TestBars.of("AAA", 40, 1);
        BarSeries second = TestBars.of("BBB", 40, 2);
        for (String form : List.of("('%2$s', '%1$s')", "%s.%s", "%2$s_%1$s")) {
            List<TableColumn> columns = new ArrayList<>(List.of(new TableColumn.Times("('Date', '')", column(first, first::timeMillis))));
            for (BarSeries bars : List.of(first, second)) {
                List<IntToDoubleFunction> fields = List.of(bars::close, bars::high, bars::low, bars::open, bars::volume);
                for (int k = 0; k < fields.size(); k++) {
                    double[] values = values(bars, fields.get(k));
                    if (bars == second) {
                        Arrays.fill(values, 0, 10, k < 4 ? Double.NaN : 0);
                    }
                    columns.add(new TableColumn.Numbers(form.formatted(bars.symbol(), List.of("Close", "High", "Low", "Open", "Volume").get(k)), values));
                }
            }
            columns.add(new TableColumn.Numbers(form.formatted("CCC", "Close"), values(first, first::close)));
            if (suffix.equals(".parquet") && form.equals("%s.%s")) {
                Path file = write(new Table(columns), "x" + suffix);
                assertThatThrownBy(() -> BarReader.table(file, BarReadOptions.DEFAULT)).hasMessageContaining("column AAA.Open has a point in its name");
                continue;
            }
            BarTable read = BarReader.table(write(new Table(columns), "x" + suffix), BarReadOptions.DEFAULT);
            assertThat(read.series()).extracting(loaded -> loaded.accepted().bars().symbol()).containsExactly("AAA", "BBB");
            assertThat(read.series().get(0).bars().contentHash()).isEqualTo(first.contentHash());
            assertThat(read.series().get(1).bars().contentHash()).isEqualTo(second.slice(10, 40).contentHash());
            assertThat(read.notes()).containsExactly("symbols stand side by side; columns of CCC have no four prices, and are passed over");
            assertThat(read.namesSymbols()).isTrue();
            Table single = new Table(columns.subList(0, 6));
            BarTable one = BarReader.table(write(single, "x" + suffix), BarReadOptions.DEFAULT);
            assertThat(one.only().accepted().bars().symbol()).isEqualTo(form.equals("%s.%s") ? "x" : "AAA"); // a prefix with a point is passed over
            assertThat(one.only().bars().contentHash()).isEqualTo(first.contentHash());
        }
    }

    @ParameterizedTest
    @MethodSource("suffixes")
    void manyRowsTakeSeveralPagesGroupsAndBatches(String suffix) throws IOException {
        BarSeries bars = TestBars.of("x", 1_200_000, 1, 10_000);
        BarTable read = BarReader.table(write(TableOfBars.of(List.of(bars), true), "x" + suffix), BarReadOptions.DEFAULT);
        assertThat(read.only().bars().contentHash()).isEqualTo(bars.contentHash());
    }

    @ParameterizedTest
    @MethodSource("suffixes")
    void equalTablesGiveEqualBytes(String suffix) throws IOException {
        assertThat(write(mixed(), "a" + suffix)).hasSameBinaryContentAs(write(mixed(), "b" + suffix));
    }

    @Test
    void arrowsOwnLibraryReadsMissingValuesAndTexts() throws IOException {
        Path file = write(mixed(), "x.feather");
        List<List<Object>> rows = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                SeekableByteChannel channel = Files.newByteChannel(file);
                ArrowFileReader reader = new ArrowFileReader(channel, memory, CommonsCompressionFactory.INSTANCE)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema().getFields()).extracting(Object::toString).containsExactly(
                    "time: Timestamp(MILLISECOND, UTC)", "count: Int(64, true)", "value: FloatingPoint(DOUBLE)", "text: Utf8", "all: FloatingPoint(DOUBLE)");
            while (reader.loadNextBatch()) {
                for (int i = 0; i < root.getRowCount(); i++) {
                    List<Object> row = new ArrayList<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        row.add(vector.getObject(i) == null ? null : vector.getObject(i).toString());
                    }
                    rows.add(row);
                }
            }
        }
        assertThat(rows).hasSize(1_000);
        assertThat(rows.get(0)).containsExactly("1704153600000", "0", "0.5", "text 0 é", "1.0");
        assertThat(rows.get(3)).containsExactly(null, "3", "3.5", "text 3 é", "1.0");
        assertThat(rows.get(5)).containsExactly("1704153600005", "5", null, "text 5 é", "1.0");
        assertThat(rows.get(7)).containsExactly("1704153600007", null, "7.5", "text 7 é", "1.0");
        assertThat(rows.get(11)).containsExactly("1704153600011", "11", "11.5", null, "1.0");
    }

    @Test
    void duckDbReadsTheSameFromParquetAndCsv() throws IOException, SQLException {
        Path parquet = write(mixed(), "x.parquet");
        Path csv = write(mixed(), "x.csv.gz");
        List<String> fromParquet = query("select epoch_ms(time), count, value, text, \"all\" from '" + parquet + "'");
        List<String> fromCsv = query("select epoch_ms(time), count, value, text, \"all\" from read_csv('" + csv + "', header = true)");
        assertThat(fromParquet).hasSize(1_000);
        assertThat(fromParquet.get(0)).isEqualTo("1704153600000|0|0.5|text 0 é|1.0");
        assertThat(fromParquet.get(3)).isEqualTo("null|3|3.5|text 3 é|1.0");
        assertThat(fromParquet.get(77)).isEqualTo("1704153600077|null|77.5|null|1.0");
        assertThat(fromCsv).isEqualTo(fromParquet);
        assertThat(query("select column_name || ' ' || column_type from (describe select * from '" + parquet + "')"))
                .containsExactly("time TIMESTAMP WITH TIME ZONE", "count BIGINT", "value DOUBLE", "text VARCHAR", "all DOUBLE");
    }

    /** Writes and reads back; the command line brings no library for logging. */
    public static final class RoundTrip implements Runnable {
        @Override
        public void run() {
            BarSeries bars = TestBars.of("x", 50, 2);
            for (String suffix : suffixes().toList()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try {
                    TableFormats.ofFile("x" + suffix).orElseThrow().write(TableOfBars.of(List.of(bars), false), out);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                if (!TestBars.read(out.toByteArray(), "x" + suffix).contentHash().equals(bars.contentHash())) {
                    throw new AssertionError(suffix);
                }
            }
        }
    }

    @Test
    void needsNoLibraryForLogging() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator)) {
            if (!entry.contains("slf4j")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.slf4j.LoggerFactory")).isInstanceOf(ClassNotFoundException.class);
            Class<?> roundTrip = loader.loadClass(RoundTrip.class.getName());
            assertThat(roundTrip).isNotEqualTo(RoundTrip.class);
            ((Runnable) roundTrip.getConstructor().newInstance()).run();
        }
    }

    @Test
    void csvIsPlain() throws IOException {
        Table table = new Table(List.of(
                new TableColumn.Texts("a,b", Arrays.asList("plain", "with, comma", "with \"quotes\"", null, " blanks ")),
                new TableColumn.Times("day", new long[] {0, 86_400_000, TableColumn.MISSING, 172_800_000, 0}),
                new TableColumn.Times("time", new long[] {0, 1, 1_000, 60_000, Instant.parse("2024-02-29T12:00:00Z").toEpochMilli()}),
                new TableColumn.Numbers("x", new double[] {1, 0.1, 1e300, Double.NaN, -0.0})));
        assertThat(write(table, "x.csv")).hasContent("""
                "a,b",day,time,x
                plain,1970-01-01,1970-01-01T00:00:00Z,1.0
                "with, comma",1970-01-02,1970-01-01T00:00:00.001Z,0.1
                "with ""quotes""\",,1970-01-01T00:00:01Z,1.0E300
                ,1970-01-03,1970-01-01T00:01:00Z,
                " blanks ",1970-01-01,2024-02-29T12:00:00Z,-0.0
                """);
    }

    /** Columns of every kind, with missing values in all but the last. */
    private static Table mixed() {
        int rows = 1_000;
        long[] times = new long[rows];
        long[] counts = new long[rows];
        double[] values = new double[rows];
        double[] all = new double[rows];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            times[i] = i % 13 == 3 ? TableColumn.MISSING : 1_704_153_600_000L + i;
            counts[i] = i % 7 == 0 && i > 0 ? TableColumn.MISSING : i;
            values[i] = i % 10 == 5 ? Double.NaN : i + 0.5;
            all[i] = 1;
            texts.add(i % 11 == 0 && i > 0 ? null : "text " + i + " é");
        }
        return new Table(List.of(
                new TableColumn.Times("time", times), new TableColumn.Wholes("count", counts), new TableColumn.Numbers("value", values),
                new TableColumn.Texts("text", texts), new TableColumn.Numbers("all", all)));
    }

    private Path write(Table table, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            TableFormats.ofFile(name).orElseThrow().write(table, out);
        }
        return file;
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
        }
        return rows;
    }

    private static long[] column(BarSeries bars, java.util.function.IntToLongFunction value) {
        long[] column = new long[bars.size()];
        Arrays.setAll(column, value);
        return column;
    }

    private static double[] values(BarSeries bars, java.util.function.IntToDoubleFunction value) {
        double[] column = new double[bars.size()];
        Arrays.setAll(column, value);
        return column;
    }
}
