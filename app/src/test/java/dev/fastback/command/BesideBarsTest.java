package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Series that strategies look at, and rates of funding, from files to results. */
@Timeout(180)
class BesideBarsTest {
    private static final String SOURCE =
            """
            public record Filtered(@Range(min = 5, max = 30, step = 5) int fast, @Range(min = 20, max = 60, step = 20) int slow) implements SignalStrategy {
                public Signals signals(Indicators in) {
                    Bits calm = in.other("BTCUSD", other -> other.close()).above(in.other("BTCUSD", other -> other.sma(slow)));
                    return Signals.longWhile(in.close().above(in.sma(fast)).and(calm));
                }
            }
            """;

    @TempDir
    Path folder;

    private CommandLineRun run(String... line) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", line);
    }

    private String strategy() throws IOException {
        return Files.writeString(folder.resolve("Filtered.java"), SOURCE).toString();
    }

    private JsonNode optimize(String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of("optimize", "ETHUSD", "--strategy", strategy(), "--sims", "3", "--format", "json", "--quiet"));
        line.addAll(List.of(more));
        CommandLineRun run = run(line.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void aStrategyLooksAtASeriesThatIsNotTradedOnEveryEngineAlike() throws IOException {
        JsonNode threads = optimize("--beside", "BTCUSD");
        JsonNode processes = optimize("--beside", "BTCUSD", "--engine", "processes", "--workers", "2");
        assertThat(processes.get("resultHash")).isEqualTo(threads.get("resultHash"));
        assertThat(threads.get("summary").size()).isEqualTo(1);
        assertThat(threads.at("/symbols/0/notes").toString()).contains("looks at BTCUSD, ");
        assertThat(threads.at("/study/beside/BTCUSD/dataHash").asString()).hasSize(64);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/optimize.schema.json")))
                        .validate(threads.toString(), InputFormat.JSON))
                .isEmpty();
        JsonNode locked = optimize("--beside", "BTCUSD", "--holdout", "40");
        assertThat(locked.at("/study/beside/BTCUSD/bars").asInt()).isEqualTo(threads.at("/study/beside/BTCUSD/bars").asInt() - 40);
        assertThat(threads.at("/provenance/simulators/Filtered/name").asString()).isEqualTo("trades");
        JsonNode traded = optimize("BTCUSD");
        assertThat(traded.get("summary").size()).isEqualTo(2);
        assertThat(traded.get("summary").get(0).get("outOfSample").get("perBar")).isEqualTo(threads.get("summary").get(0).get("outOfSample").get("perBar"));
    }

    /** The last values of a series that ends early stay, which is said. */
    @Test
    void aSeriesThatEndsEarlyIsSaidToStay() throws IOException {
        StringBuilder early = new StringBuilder("date,open,high,low,close\n");
        StringBuilder whole = new StringBuilder(early);
        LocalDate day = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 400; i++) {
            double price = 100 * Math.exp(0.05 * Math.sin(i / 7.0) + 0.001 * i);
            String row = day.plusDays(i) + "," + price + "," + price * 1.01 + "," + price * 0.99 + "," + price * 1.002 + "\n";
            whole.append(row);
            early.append(i < 300 ? row : "");
        }
        String other = Files.writeString(folder.resolve("BTCUSD.csv"), early).toString();
        String data = Files.writeString(folder.resolve("OWN.csv"), whole).toString();
        String[] line = {"optimize", "--data", data, "--strategy", strategy(), "--beside", other, "--sims", "2", "--train", "100", "--format", "json", "--quiet"};
        assertThat(JsonMapper.shared().readTree(run(line).out()).at("/symbols/0/notes").toString())
                .contains("it ends with 2024-10-26, and its last values stay on the 100 bars from 2024-10-27 on");
        Files.writeString(folder.resolve("BTCUSD.csv"), whole);
        assertThat(JsonMapper.shared().readTree(run(line).out()).at("/symbols/0/notes").toString()).contains("looks at BTCUSD").doesNotContain("stay");
    }

    @Test
    void whatIsMissingOrOfNoUseIsSaid() throws IOException {
        CommandLineRun missing = run("optimize", "ETHUSD", "--strategy", strategy(), "--sims", "2", "--quiet");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("looks at BTCUSD, which is not there; read it with --beside FILE");
        CommandLineRun single = run("run", "ETHUSD", "--strategy", strategy(), "--beside", "BTCUSD", "--quiet");
        assertThat(single.code()).as(single.err()).isZero();
        CommandLineRun useless = run("optimize", "ETHUSD", "--strategy", "sma-cross", "--beside", "BTCUSD", "--quiet");
        assertThat(useless.code()).isEqualTo(2);
        assertThat(useless.err()).contains("no strategy looks at another series");
    }

    @Test
    void ratesOfFundingArePaidInTheSearchAndOnUnseenBars() throws IOException {
        Path data = folder.resolve("PERP.csv");
        StringBuilder bars = new StringBuilder("date,open,high,low,close\n");
        StringBuilder rates = new StringBuilder("calc_time,funding_interval_hours,last_funding_rate\n");
        LocalDate day = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 400; i++) {
            double price = 100 * Math.exp(0.05 * Math.sin(i / 7.0) + 0.001 * i);
            bars.append(day.plusDays(i)).append(',').append(price).append(',').append(price * 1.01).append(',').append(price * 0.99).append(',').append(price * 1.002).append('\n');
            for (String hour : List.of("00", "08", "16")) {
                rates.append(day.plusDays(i)).append('T').append(hour).append(":00:00Z,8,0.0003\n");
            }
        }
        Files.writeString(data, bars);
        Path file = Files.writeString(folder.resolve("funding.csv"), rates);
        String[] line = {"optimize", "--data", data.toString(), "--strategy", "sma-cross", "--param", "fast=2..6", "--param", "slow=8..20:4", "--format", "json", "--quiet"};
        JsonNode plain = JsonMapper.shared().readTree(run(line).out());
        List<String> more = new ArrayList<>(List.of(line));
        more.addAll(List.of("--funding-rates", file.toString()));
        CommandLineRun run = run(more.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode paid = JsonMapper.shared().readTree(run.out());
        assertThat(paid.at("/provenance/simulators/sma-cross/name").asString()).isEqualTo("bars");
        assertThat(paid.at("/provenance/simulators/sma-cross/why").asString()).isEqualTo("funding");
        assertThat(paid.get("summary").get(0).get("meanReturn").asDouble()).isLessThan(plain.get("summary").get(0).get("meanReturn").asDouble());
        // Three rates a day while it is held.
        assertThat(paid.get("summary").get(0).get("outOfSample").get("return").asDouble())
                .isLessThan(plain.get("summary").get(0).get("outOfSample").get("return").asDouble());
        CommandLineRun resumed = run("report", "--format", "json");
        assertThat(JsonMapper.shared().readTree(resumed.out()).get("resultHash")).isEqualTo(paid.get("resultHash"));
        Files.writeString(file, rates + "2024-02-01T00:00:00Z,8,0.0003\n");
        assertThat(JsonMapper.shared().readTree(run(more.toArray(String[]::new)).out()).get("resultHash")).as("a row that is there twice").isEqualTo(paid.get("resultHash"));
        Files.writeString(file, rates.toString().replace(":00:00Z", ":00:00.003Z"));
        assertThat(JsonMapper.shared().readTree(run(more.toArray(String[]::new)).out()).get("resultHash")).as("stamped some milliseconds late").isEqualTo(paid.get("resultHash"));
        assertThat(paid.at("/symbols/0/notes").toString()).contains("funding from funding.csv, 35.9700% in all bars\"");
        // Nothing is known of the first 100 days, of days 200 to 209, and of what was paid after the last midnight: a day ends with a rate at its midnight.
        Files.writeString(file, rates.toString().lines()
                .filter(row -> !row.contains("T") || ChronoUnit.DAYS.between(day, LocalDate.parse(row.substring(0, 10))) / 10 != 20)
                .filter(row -> !row.contains("T") || ChronoUnit.DAYS.between(day, LocalDate.parse(row.substring(0, 10))) >= 100)
                .collect(Collectors.joining("\n")));
        assertThat(JsonMapper.shared().readTree(run(more.toArray(String[]::new)).out()).at("/symbols/0/notes").toString())
                .contains("; 108 of 400 bars have no rate and pay none, the first 2024-01-01");
        Files.writeString(file, rates + "2024-02-01T00:00:00Z,8,0.0004\n");
        assertThat(run(more.toArray(String[]::new)).err()).contains("funding.csv, line 1202: the rate at 2024-02-01 is 4.0E-4 here and 3.0E-4 in a line before");
        Files.writeString(file, "time,rate\n2024-02-01,abc\n");
        CommandLineRun bad = run(more.toArray(String[]::new));
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("funding.csv, line 2");
    }
}
