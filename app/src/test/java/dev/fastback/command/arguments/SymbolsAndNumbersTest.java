package dev.fastback.command.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.command.CommandLineRun;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SymbolsAndNumbersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ETHUSD 50 8         | - | - | ETHUSD         | 50 | 8
            ETHUSD 50           | - | - | ETHUSD         | 50 | -
            ETHUSD              | - | - | ETHUSD         | -  | -
            ETHUSD BTCUSD 50 8  | - | - | ETHUSD BTCUSD  | 50 | 8
            50 8                | - | - | ''             | 50 | 8
            ETHUSD 50           | - | 4 | ETHUSD         | 50 | -
            7203 6758           | 9 | - | 7203 6758      | -  | -
            ETHUSD 50 8         | 9 | - | ETHUSD 50 8    | -  | -
            005930 50           | - | - | 005930         | 50 | -
            005930              | - | - | 005930         | -  | -
            7203.T 50 8         | - | - | 7203.T         | 50 | 8
            ETHUSD 5.5          | - | - | ETHUSD 5.5     | -  | -
            50 ETHUSD           | - | - | 50 ETHUSD      | -  | -
            ETHUSD 0            | - | - | ETHUSD         | 0  | -
            """)
    void numbersAtTheEndAreSimulationsAndWorkers(
            String words,
            @Nullable Integer sims,
            @Nullable Integer workers,
            String symbols,
            @Nullable Integer simulations,
            @Nullable Integer used) {
        List<String> expected = symbols.isEmpty() ? List.of() : List.of(symbols.split(" "));
        assertThat(SymbolsAndNumbers.of(List.of(words.split(" ")), sims, workers))
                .isEqualTo(new SymbolsAndNumbers(expected, simulations, used));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ETHUSD 50 8 3         | - | at most two numbers, simulations and workers, but there are 50 8 3; with --sims N every word is a symbol
            ETHUSD 50 8           | 4 | the number 8 and --workers 4 say the same twice
            ETHUSD 99999999999    | - | whole numbers up to 2147483647: 99999999999
            """)
    void saysWhatIsWrongWithNumbers(String words, @Nullable Integer workers, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> SymbolsAndNumbers.of(List.of(words.split(" ")), null, workers))
                .withMessageContaining(message);
    }

    @Test
    void runsAsTheOptionsDo() {
        JsonNode short_ = json("optimize", "ETHUSD", "5", "2", "--format", "json");
        JsonNode long_ = json("optimize", "ETHUSD", "--sims", "5", "--workers", "2", "--format", "json");
        assertThat(short_.get("resultHash")).isEqualTo(long_.get("resultHash"));
        assertThat(short_.get("study")).isEqualTo(long_.get("study"));
        assertThat(short_.at("/provenance/workers").intValue()).isEqualTo(2);
        assertThat(json("optimize", "ETHUSD", "BTCUSD", "3", "-w", "1", "--format", "json").get("symbols")).hasSize(2);
    }

    @Test
    void aStoredRunIsBuiltAgainFromNumbers() {
        Map<String, String> home = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        CommandLineRun first = CommandLineRun.with(home, "", "optimize", "ETHUSD", "4", "1", "--format", "json");
        CommandLineRun again = CommandLineRun.with(home, "", "report", "--format", "json");
        assertThat(again.code()).as(again.err()).isZero();
        JsonMapper mapper = JsonMapper.shared();
        assertThat(mapper.readTree(again.out()).get("resultHash")).isEqualTo(mapper.readTree(first.out()).get("resultHash"));
    }

    @Test
    void aNumberThatIsASymbolOfTheDataIsRefused() throws IOException {
        for (String symbol : List.of("7203", "6758", "005930")) {
            StringBuilder rows = new StringBuilder("date,open,high,low,close\n");
            for (int day = 10; day < 28; day++) {
                rows.append("2024-01-").append(day).append(",10,").append(day).append(",9,10\n");
            }
            Files.writeString(folder.resolve(symbol + ".csv"), rows);
        }
        String data = folder.toString();
        CommandLineRun refused = CommandLineRun.of("optimize", "--data", data, "7203");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("7203 is a symbol of the data", "with --sims N every word is a symbol").hasLineCount(1);
        JsonNode chosen = json("optimize", "--data", data, "7203", "6758", "--sims", "2", "--format", "json");
        assertThat(chosen.get("symbols")).hasSize(2);
        assertThat(json("optimize", "--data", data, "005930", "2", "1", "--format", "json").get("symbols")).hasSize(1);
    }

    private static JsonNode json(String... args) {
        CommandLineRun run = CommandLineRun.of(args);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
