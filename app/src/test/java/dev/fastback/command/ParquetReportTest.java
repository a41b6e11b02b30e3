package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results and trials as Parquet are those of the CSV: DuckDB reads both and finds the same rows. */
@Timeout(120)
class ParquetReportTest {
    @TempDir
    Path folder;

    @BeforeEach
    void run() {
        CommandLineRun run = command(
                "optimize", "ETHUSD", "ALDER", "--sims", "6", "--search", "random", "--maxfun", "25", "--keep-trials", "values", "--quiet", "--out", file("results.csv"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private CommandLineRun command(String... args) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", args);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void resultsAreThoseOfTheCsv() throws SQLException {
        assertThat(command("report", "--out", file("results.parquet")).code()).isZero();
        same("results", "symbol, index, strategy, status, high, low, profit, \"return\", trades, evaluations, onThreshold::VARCHAR, outOfSampleReturn");
        assertThat(rows("SELECT count(*), count(DISTINCT date), min(typeof(date)) FROM '" + file("results.parquet") + "'").getFirst())
                .contains("TIMESTAMP")
                .startsWith("120,");
    }

    @Test
    void trialsAreThoseOfTheCsv() throws SQLException {
        assertThat(command("runs", "export", "--format", "csv", "--trials", "--out", file("trials.csv")).code()).isZero();
        assertThat(command("runs", "export", "--format", "parquet", "--trials", "--out", file("trials.parquet")).code()).isZero();
        same("trials", "symbol, index, strategy, trial, high, low, value, violation");
        assertThat(rows("SELECT count(*) FROM '" + file("trials.parquet") + "'")).isNotEqualTo(List.of("0"));
    }

    @Test
    void parquetNeedsAFile() {
        CommandLineRun run = command("report", "--format", "parquet");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--out FILE.parquet");
    }

    private void same(String name, String columns) throws SQLException {
        List<String> csv = rows("SELECT " + columns + " FROM read_csv('" + file(name + ".csv") + "')");
        List<String> parquet = rows("SELECT " + columns + " FROM '" + file(name + ".parquet") + "'");
        assertThat(parquet).isNotEmpty().isEqualTo(csv);
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(found.getString(i));
                }
                rows.add(String.join(",", cells.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }
}
