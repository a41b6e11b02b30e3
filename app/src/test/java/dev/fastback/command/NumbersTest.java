package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every option of {@code optimize} that takes numbers, with every kind of number, on few bars and on many: a result or one line, never a
 * fault, never a hang.
 */
class NumbersTest {
    private static final List<String> VALUES = List.of(
            "0", "1", "-1", "2147483646", "2147483647", "2147483648", "-2147483648", "1e18", "1000000000000000000", "-9223372036854775808",
            "9223372036854775808", "", "NaN", "1e309", "1e308", "-1e-320", "1,2");
    private static final Set<Integer> CODES = Set.of(0, 1, 2, 3, 4);

    @TempDir
    static Path folder;

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void writeBars() throws IOException {
        for (int count : new int[] {12, 30_000}) {
            BarSeries bars = SyntheticMarket.bars("ETHUSD", 1, count);
            StringBuilder text = new StringBuilder("date,open,high,low,close\n");
            for (int i = 0; i < bars.size(); i++) {
                text.append(bars.timeLabel(i)).append(',').append(bars.open(i)).append(',').append(bars.high(i)).append(',')
                        .append(bars.low(i)).append(',').append(bars.close(i)).append('\n');
            }
            FILES.add(Files.writeString(folder.resolve("BARS" + count + ".csv"), text));
        }
    }

    // The options, and what else is needed for them to be looked at.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sims               | --quiet
            --num-sims           | --quiet
            --validation         | --sims 3
            --train              | --sims 3
            --train              | --sims 3 --anchored
            --test-bars          | --sims 3
            --step               | --sims 3
            --step               | --sims 3 --anchored
            --purge              | --sims 3
            --purge              | --sims 3 --train 2147483646
            --maxfun             | --sims 3 --search direct
            --share-batch        | --sims 3
            --share-batch        | --sims 30000 --train 5000
            --seed               | --sims 3
            --fee                | --sims 3
            --spread             | --sims 3
            --bounds             | --sims 3
            --bounds             | --sims 3 --search direct --maxfun 20
            --periods-per-year   | --sims 3
            --workers            | --sims 300
            --workers            | --sims 3 --engine processes
            --memory-per-worker  | --sims 3 --engine processes --workers 1
            --simulation-timeout | --sims 3 --engine processes --workers 1
            --max-failures       | --sims 3
            """)
    void anyNumberEndsInAResultOrALine(String option, String others) {
        for (Path file : FILES) {
            for (String value : VALUES) {
                List<String> line = new ArrayList<>(List.of(
                        "optimize", "--data", file.toString(), "--strategies", "maxdiff,simple", "--no-store", "--format", "csv",
                        "--max-time", "3s", option + "=" + value));
                line.addAll(List.of(others.split(" ")));
                if (option.equals("--workers") && value.equals("1") && others.contains("processes")) {
                    continue; // that is what the other tests start
                }
                assertEndsWell(line);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --max-time=0s            | --max-time
            --max-time=-1s           | --max-time
            --max-time=999999h       |
            --max-time=9999999999s   | --max-time
            --max-time=              | --max-time
            --max-time=NaN           | --max-time
            """)
    void anyTimeEndsInAResultOrALine(String option, String complaint) {
        CommandLineRun run = assertEndsWell(List.of(
                "optimize", "--data", FILES.getFirst().toString(), "--sims", "2", "--no-store", option));
        assertThat(run.code()).isEqualTo(complaint == null ? 0 : 2);
        assertThat(run.err()).contains(complaint == null ? "" : complaint);
    }

    @Test
    void tooManySimulationsAndWorkersAreRefusedWithTheFigures() {
        List<String> two = List.of("optimize", "--data", FILES.get(0).toString(), "--data", FILES.get(1).toString());
        assertThat(refusal(two, "--sims", "1100000000"))
                .isEqualTo("fastback: --sims 1100000000 on 2 symbols makes 2200000000 simulations; a run has at most 1073741824\n");
        assertThat(refusal(two, "--sims", "2147483647")).contains("--sims 2147483647 on 2 symbols makes 4294967294 simulations");
        assertThat(refusal(two, "--workers", "2147483647")).startsWith("fastback: --workers must be at most 1024: 2147483647");
        assertThat(refusal(two, "--sims", "500000000", "--share-batch", "2147483647", "--workers", "1024", "--validation", "30000"))
                .startsWith("fastback: this study needs about ")
                .contains(" MiB of memory (bars 3 MiB, ", "indices 8584 MiB")
                .doesNotContain("-1", " -");
        assertThat(refusal(List.of("optimize", "ETHUSD"), "--sims", "60000000"))
                .isEqualTo("fastback: --sims 60000000: the bars have room for 1491 simulations of a symbol at most, and 59998509 of those that are asked for "
                        + "could not run; ask for fewer\n");
    }

    private static String refusal(List<String> line, String... more) {
        List<String> whole = new ArrayList<>(line);
        whole.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(whole.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    private static CommandLineRun assertEndsWell(List<String> line) {
        String shown = String.join(" ", line);
        CommandLineRun run = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> CommandLineRun.of(line.toArray(String[]::new)), () -> "no end of " + shown);
        assertThat(CODES).as("%s: %s", shown, run.err()).contains(run.code());
        assertThat(run.err()).as(shown).doesNotContain("\tat ", "Exception", "internal fault", "null");
        if (run.code() == 2) {
            assertThat(run.out()).as(shown).isEmpty();
            assertThat(run.err().lines().filter(text -> !text.startsWith("Try 'fastback"))).as(shown).hasSize(1);
        }
        return run;
    }
}
