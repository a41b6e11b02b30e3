package dev.fastback.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.reading.LoadedBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observed bars lie beside the project, in the folder that {@code fastback.data.dir} names; skipped without it. */
class RealBarsTest {
    private final Path folder = Path.of(System.getProperty("fastback.data.dir", "no-such-folder"));

    @BeforeEach
    void needsTheFolder() {
        assumeTrue(Files.isDirectory(folder), "no folder of observed bars: " + folder);
    }

    @Test
    void areReadWithoutErrorsAndWithFewWarnings() throws IOException {
        for (Path file : BarFolder.files(folder)) {
            LoadedBars loaded = BarReader.read(file, BarReadOptions.DEFAULT);
            BarReport report = loaded.report();
            assertThat(report.errorCount()).as(report.summary()).isZero();
            assertThat(report.warningCount()).as(report.summary()).isLessThan(10);
            try (var lines = Files.lines(file)) {
                assertThat(loaded.bars().size()).isEqualTo((int) lines.count() - 1);
            }
        }
    }

    @Test
    void haveNumbersEqualToThoseOfTheJdk() throws IOException {
        for (Path file : BarFolder.files(folder)) {
            BarSeries bars = BarReader.read(file, BarReadOptions.DEFAULT).bars();
            String[] lines = Files.readString(file).split("\\R");
            for (int i = 0; i < bars.size(); i++) {
                String[] fields = lines[i + 1].split(",");
                for (Column column : Column.values()) {
                    assertThat(bars.value(column, i)).isEqualTo(Double.parseDouble(fields[column.ordinal() + 1]));
                }
                assertThat(bars.volume(i)).isEqualTo(Double.parseDouble(fields[5]));
                assertThat(bars.timeLabel(i).substring(0, 10)).isEqualTo(fields[0].substring(0, 10));
            }
        }
    }
}
