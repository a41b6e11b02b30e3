package dev.fastback.command.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.command.CommandLineRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cheap search first, and what it chose again. */
@Timeout(120)
class ValidateCommandTest {
    private static final String STUDY = "ETHUSD BTCUSD CEDAR --sims 10 --statistics off";

    @TempDir
    Path home;

    private CommandLineRun run(String line) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", line.split(" "));
    }

    private JsonNode report(String line) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void researchReportsTheScreenAndValidatesItsWinners() {
        CommandLineRun research = run("optimize " + STUDY + " --mode research --quiet");
        assertThat(research.code()).as(research.err()).isZero();
        assertThat(research.out()).contains("search direct (100 evaluations)", "Validation: each symbol's winner of the screen (search development",
                "Rank correlation of the screen and exact search over 6 symbols and strategies: ");
        JsonNode validation = report("validate --format json --quiet");
        assertThat(validation.get("winners").size()).isEqualTo(3);
        JsonNode production = report("optimize " + STUDY + " --mode production --no-store --format json --quiet");
        JsonNode exact = report("optimize " + STUDY + " --no-store --format json --quiet");
        JsonNode screen = report("optimize " + STUDY + " --mode development --no-store --format json --quiet");
        assertThat(validation.get("screenHash")).isEqualTo(screen.get("resultHash"));
        for (JsonNode winner : validation.get("winners")) {
            String symbol = winner.get("symbol").asString();
            String strategy = winner.get("strategy").asString();
            assertThat(winner.get("screen").get("perBar").asDouble()).isEqualTo(perBar(screen, symbol, strategy), within(1e-12));
            assertThat(winner.get("production").get("perBar").asDouble()).isEqualTo(perBar(production, symbol, strategy), within(1e-12));
            assertThat(winner.get("exact").get("perBar").asDouble()).isEqualTo(perBar(exact, symbol, strategy), within(1e-12));
            assertThat(winner.get("exact").get("quality").asDouble()).isEqualTo(1);
            for (String other : new String[] {"maxdiff", "maxdiff-always-on"}) {
                assertThat(perBar(screen, symbol, strategy)).as("the best of the screen").isGreaterThanOrEqualTo(perBar(screen, symbol, other));
            }
        }
    }

    /** Returns the mean profit of a simulation over the six bars of a fit. */
    private static double perBar(JsonNode report, String symbol, String strategy) {
        for (JsonNode line : report.get("summary")) {
            if (line.get("symbol").asString().equals(symbol) && line.get("strategy").asString().equals(strategy)) {
                return line.get("meanProfit").asDouble() / 6;
            }
        }
        throw new AssertionError(symbol + " " + strategy);
    }

    @Test
    void anExactScreenChangesNothing() {
        CommandLineRun research = run("optimize " + STUDY + " --mode research --screen exact --quiet");
        assertThat(research.code()).as(research.err()).isZero();
        assertThat(research.out()).contains("exact search", "another strategy for 0 of 3 symbols", "over 6 symbols and strategies: 1.000");
        CommandLineRun refused = run("validate --engine processes --model-per-worker");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--model-per-worker is for runs that are stored and reported");
        assertThat(run("validate --results " + home).err()).contains("--results is for runs that are stored and reported");
    }

    /** Every search of a pool shares its parameters, and the winner is that of all symbols together. */
    @Test
    void aPoolIsValidatedAsAPool() {
        String pool = "ETHUSD BTCUSD --sims 10 --pool --statistics off";
        CommandLineRun research = run("optimize " + pool + " --mode research --quiet");
        assertThat(research.code()).as(research.err()).isZero();
        JsonNode validation = report("validate --format json --quiet");
        JsonNode production = report("optimize " + pool + " --mode production --no-store --format json --quiet");
        JsonNode exact = report("optimize " + pool + " --no-store --format json --quiet");
        assertThat(validation.get("winners").size()).isEqualTo(2);
        String winner = validation.get("winners").get(0).get("strategy").asString();
        for (JsonNode line : validation.get("winners")) {
            String symbol = line.get("symbol").asString();
            assertThat(line.get("strategy").asString()).isEqualTo(winner);
            assertThat(line.get("production").get("perBar").asDouble()).isEqualTo(perBar(production, symbol, winner), within(1e-12));
            assertThat(line.get("exact").get("perBar").asDouble()).isEqualTo(perBar(exact, symbol, winner), within(1e-12));
        }
    }

    /** Of the simulator's fills no maximum is known: a longer search stands for it, and is not called exact. */
    @Test
    void fitsThatSeeTheSimulatorAreComparedWithALongerSearch() {
        String study = "ETHUSD --sims 6 --fit-fills simulator --statistics off";
        CommandLineRun research = run("optimize " + study + " --mode research --quiet");
        assertThat(research.code()).as(research.err()).isZero();
        assertThat(research.out()).contains("DIRECT with 5,000 evaluations (no maximum is known)");
        JsonNode winner = report("validate --format json --quiet").get("winners").get(0);
        JsonNode longer = report("optimize " + study + " --search direct --maxfun 5000 --no-store --format json --quiet");
        assertThat(winner.get("reference").get("perBar").asDouble())
                .isEqualTo(perBar(longer, "ETHUSD", winner.get("strategy").asString()), within(1e-12));
        assertThat(winner.has("exact")).isFalse();
        assertThat(winner.get("reference").get("quality").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--screen ultra | --screen is the first search of --mode research",
        "--mode research --screen cheap | --screen must be ultra, development or exact: cheap",
        "--mode research --search tpe | leave --search out",
        "--mode research --maxfun 70 | leave --maxfun out",
        "--mode research --no-store | leave --no-store out",
        "--mode research --format json | fastback validate RUN --format json"
    })
    void whatContradictsItselfIsRefused(String options, String said) {
        CommandLineRun run = run("optimize ETHUSD " + options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    /** Strategies of one's own are searched again by more evaluations and by the grid, with the values that such runs have. */
    @Test
    void strategiesOfOnesOwnAreValidatedByMoreEvaluationsAndTheGrid() {
        String study = "ETHUSD BTCUSD --strategy sma-cross --strategy momentum --sims 3 --statistics off";
        JsonNode screen = report("optimize " + study + " --search random --maxfun 10 --format json --quiet");
        JsonNode validation = report("validate --format json --quiet");
        JsonNode larger = report("optimize " + study + " --search de --maxfun 100 --no-store --format json --quiet");
        JsonNode grid = report("optimize " + study + " --search grid --no-store --format json --quiet");
        assertThat(validation.get("metric").asString()).isEqualTo("sharpe");
        assertThat(validation.get("largerSearch").asString()).isEqualTo("de with 100 evaluations");
        assertThat(validation.get("referenceSearch").asString()).isEqualTo("the grid");
        assertThat(validation.get("pairs").asInt()).isEqualTo(4);
        assertThat(validation.get("winners").size()).isEqualTo(2);
        for (JsonNode winner : validation.get("winners")) {
            String symbol = winner.get("symbol").asString();
            String strategy = winner.get("strategy").asString();
            assertThat(winner.at("/screen/value").asDouble()).isEqualTo(6 * perBar(screen, symbol, strategy), within(1e-12));
            assertThat(winner.at("/larger/value").asDouble()).isEqualTo(6 * perBar(larger, symbol, strategy), within(1e-12));
            assertThat(winner.at("/grid/value").asDouble()).isEqualTo(6 * perBar(grid, symbol, strategy), within(1e-12));
            assertThat(winner.at("/grid/value").asDouble()).isGreaterThanOrEqualTo(winner.at("/larger/value").asDouble());
            for (String other : new String[] {"sma-cross", "momentum"}) {
                assertThat(perBar(screen, symbol, strategy)).isGreaterThanOrEqualTo(perBar(screen, symbol, other));
            }
        }
        assertThat(run("validate --quiet").out()).contains("(search random, the best mean sharpe) with de with 100 evaluations and with the grid");
        assertThat(report("optimize " + study + " --search grid --format json --quiet").get("resultHash")).isEqualTo(grid.get("resultHash"));
        CommandLineRun refused = run("validate --quiet");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("searched by the grid, which looks at every point", "--search tpe --maxfun 100");
    }

    @Test
    void aRunOfRulesAloneHasNothingToValidate() {
        assertThat(run("optimize ETHUSD --sims 5 --strategies simple --quiet").code()).isZero();
        CommandLineRun validation = run("validate --quiet");
        assertThat(validation.code()).isEqualTo(3);
        assertThat(validation.err()).contains("no completed simulation of a strategy that is searched");
    }
}
