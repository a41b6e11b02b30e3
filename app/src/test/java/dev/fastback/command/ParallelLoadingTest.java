package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read by several threads: what comes of them, warnings and their order included, is that of one. */
class ParallelLoadingTest {
    private static final int FILES = 24;

    @TempDir
    Path folder;

    @Test
    void reportsAndWarningsAreTheSameWithAnyNumberOfWorkers() throws IOException {
        Path prices = Files.createDirectory(folder.resolve("prices"));
        for (int i = 0; i < FILES; i++) {
            // Files of different length, so that later ones are read before earlier ones.
            Files.writeString(prices.resolve("S%02d.csv".formatted(i)), file(i));
        }
        Path again = Files.writeString(folder.resolve("S03.csv"), file(3));
        for (String format : List.of("json", "csv", "table")) {
            String[] first = new String[2];
            for (int workers : new int[] {1, 2, 4}) {
                CommandLineRun run = CommandLineRun.of(
                        "optimize", "--data", prices.toString(), "--data", again.toString(), "--no-store", "--sims", "5",
                        "--engine", "threads", "--workers", String.valueOf(workers), "--format", format);
                assertThat(run.code()).isEqualTo(1);
                String out = withoutTimes(run.out());
                String err = run.err().replaceAll("(?m)^Time: .*$", "");
                if (workers == 1) {
                    assertThat(err).contains("left out: ", "S05.csv", "S07.csv", "symbol S03 was read already", "warnings");
                    first[0] = out;
                    first[1] = err;
                } else {
                    assertThat(out).isEqualTo(first[0]);
                    assertThat(err).isEqualTo(first[1]);
                }
            }
        }
    }

    private static String file(int i) {
        BarSeries bars = SyntheticMarket.bars("ETHUSD", i, i % 3 == 0 ? 1_400 : 60 + i);
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (int t = 0; t < bars.size(); t++) {
            if (i == 5 && t == 40) {
                text.append("no date,1,2,3,4,5\n");
            }
            double low = i == 7 && t == 9 ? 2 * bars.high(t) : bars.low(t);
            double volume = i % 4 == 1 && t % 7 == 0 ? 0 : bars.volume(t);
            text.append(bars.timeLabel(t)).append(',').append(bars.open(t)).append(',').append(bars.high(t)).append(',')
                    .append(low).append(',').append(i % 4 == 2 && t == 30 ? 3 * bars.high(t - 1) : bars.close(t)).append(',')
                    .append(volume).append('\n');
        }
        return text.toString();
    }

    /** Returns a report without what tells of its making: the times, when it began, and the number of workers. */
    private static String withoutTimes(String report) {
        return report.replaceAll("\"(searchMicros|totalSeconds|seconds|load|forecast|simulate|search|score|workers)\"\\s*:\\s*[0-9.E-]+", "")
                .replaceAll("\"started\"\\s*:\\s*\"[^\"]*\"", "")
                .lines()
                .map(line -> withoutSearchTime(line, report))
                .collect(Collectors.joining("\n"));
    }

    private static String withoutSearchTime(String line, String report) {
        int column = List.of(report.lines().findFirst().orElse("").split(",")).indexOf("searchMicros");
        String[] cells = line.split(",", -1);
        if (column >= 0 && cells.length > column) {
            cells[column] = "";
        }
        return String.join(",", cells);
    }
}
