package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of orders on the command line reaches every account of orders, and nothing else. */
class OrderTermsCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String RUN = "run ETHUSD --strategy sma-cross --allow-short --format json ";
    private static final String OWN = "optimize ETHUSD --strategy sma-cross --param fast=5..20:5 --set slow=50 --format json --sims 3 ";
    private static final String BUILT_IN = "optimize ETHUSD --strategies maxdiff,simple --sims 12 --format json --no-store ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "--slippage 10bp", "--slippage 2ticks --tick 1", "--fixed-fee 2 --cash 1000", "--minimum-fee 5 --cash 1000", "--funding 20%",
        "--lot 1 --cash 100000 --slippage 1bp"
    })
    void whatCostsMoreEarnsLess(String terms) {
        double plain = json(RUN).at("/symbols/0/statistics/return").doubleValue();
        assertThat(json(RUN + terms).at("/symbols/0/statistics/return").doubleValue()).as(terms).isLessThan(plain);
    }

    @Test
    void moneyAndMultiplierAreUnitsOnly() {
        JsonNode plain = json(RUN).at("/symbols/0/statistics");
        JsonNode other = json(RUN + "--cash 1000 --multiplier 50").at("/symbols/0/statistics");
        for (String figure : plain.propertyNames()) {
            double expected = plain.get(figure).doubleValue();
            assertThat(other.get(figure).doubleValue()).as(figure).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void aStudyKeepsThemAndAReportOfItsRunHasTheSame() {
        String terms = "--slippage 1tick --tick 0.5 --lot 0.01 --cash 100000 --minimum-fee 1 --borrow 3% --leverage 2 --maintenance 5% --limit-fills touch";
        JsonNode plain = json(OWN + "--no-store");
        JsonNode study = json(OWN + terms);
        JsonNode kept = study.at("/study/symbols/0/terms");
        assertThat(kept.get("slippageTicks").doubleValue()).isEqualTo(1);
        assertThat(kept.get("maintenance").doubleValue()).isEqualTo(0.05);
        assertThat(kept.get("limitFills").stringValue()).isEqualTo("touch");
        assertThat(plain.at("/study/symbols/0").has("terms")).isFalse();
        for (int k = 0; k < 3; k++) { // in sample as well: the account is one of orders
            String inSample = "/symbols/0/simulations/" + k + "/strategies/0/return";
            assertThat(study.at(inSample).doubleValue()).isNotEqualTo(plain.at(inSample).doubleValue());
        }
        JsonNode report = json("report --format json");
        assertThat(report.get("study")).isEqualTo(study.get("study"));
        assertThat(report.get("resultHash")).isEqualTo(study.get("resultHash"));
        assertThat(json(OWN + terms + " --no-store --workers 2 --engine processes").get("resultHash")).isEqualTo(study.get("resultHash"));
    }

    @Test
    void builtInStrategiesPayOnUnseenBarsOnly() {
        JsonNode plain = json(BUILT_IN);
        JsonNode charged = json(BUILT_IN + "--slippage 20bp");
        for (int s = 0; s < 2; s++) {
            for (int k = 0; k < 12; k++) {
                String at = "/symbols/0/simulations/" + k + "/strategies/" + s + "/return";
                assertThat(charged.at(at)).as(at).isEqualTo(plain.at(at));
            }
            String path = "/symbols/0/paths/" + s;
            assertThat(plain.at(path + "/trades").intValue()).isPositive();
            assertThat(charged.at(path + "/return").doubleValue()).as(path).isLessThan(plain.at(path + "/return").doubleValue());
        }
    }

    @Test
    void theTableSaysThem() {
        CommandLineRun run = run("optimize ETHUSD --strategies simple --sims 3 --no-store --slippage 2bp --maker-fee 1bp --lot 0.5 --cash 50000");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("spread 1, slippage 0.02%, maker fee 0.01%, lot 0.5, cash 50000, 365 bars per year");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--slippage 5                    | --slippage 5 is 500 %; write 5% if you mean per cent",
        "--slippage=-1bp                 | --slippage must be finite and not negative: -1bp",
        "--slippage 1tick                | --slippage 1tick needs the size of a tick; add --tick",
        "--slippage xticks --tick 1      | --slippage must be a fraction of the price",
        "--lot 1                         | --lot 1.0 is money or units, and the account has 1; add --cash",
        "--fixed-fee 1                   | --fixed-fee 1.0 is money or units",
        "--leverage 0.5                  | --leverage must be at least 1: 0.5",
        "--fixed-fee 100 --cash 100      | --fixed-fee leaves nothing of --cash 100.0, so that no order could be paid for: 100.0",
        "--minimum-fee 7 --cash 5        | --minimum-fee leaves nothing of --cash 5.0, so that no order could be paid for: 7.0",
        "--cash 1e308                    | --cash must be from 1.0E-6 to 1.0E18: 1.0E308",
        "--cash 1e-320                   | --cash must be from 1.0E-6 to 1.0E18: 1.0E-320",
        "--lot 1000 --cash 5             | ETHUSD: a lot of 1000 costs more than --cash 5 can buy at the lowest price of any bar of ETHUSD, and orders for less than a lot are not",
        "--spread 0.999                  | --spread is the ask divided by the bid, 1 and more (1.001 for a spread of 0.1%): 0.999",
        "--tick 0                        | --tick must be finite and positive: 0.0",
        "--maintenance 100%              | --maintenance must be from 0 to below 1: 100%",
        "--borrow 8                      | --borrow 8 is 800 %; write 8% if you mean per cent",
        "--limit-fills never             | --limit-fills must be through or touch: never",
        "--ambiguous maybe               | --ambiguous must be worse or optimistic: maybe",
        "--holdout 0                     | --holdout must be positive: 0",
        "--open-holdout                  | --open-holdout needs --holdout N"
    })
    void refusesWhatCannotBe(String option, String message) {
        for (String command : new String[] {"run ETHUSD --strategy sma-cross ", "optimize ETHUSD --no-store --strategies simple "}) {
            CommandLineRun run = run(command + option);
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains(message);
        }
    }

    @Test
    void signalsAreFilledWhateverATickIs() {
        CommandLineRun run = run("optimize ETHUSD --strategies buy-hold --sims 3 --no-store --tick 1e9");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("ETHUSD: on 1,500 of 1,500 bars, the newest 20[0-9-]+, --tick 1000000000 is more than the price");
        assertThat(run.out()).contains("buying and holding over the same bars returns").doesNotContain("returns 0.00%");
    }

    @Test
    void saysOnWhichBarsNoLotCanBeBought() {
        CommandLineRun run = run("optimize ETHUSD --strategies buy-hold --sims 3 --no-store --format json --lot 1 --cash 2600");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("ETHUSD: on [0-9,]+ of 1,500 bars, the newest 20[0-9-]+, a lot of 1 costs more than --cash 2600 can buy");
        assertThat(MAPPER.readTree(run.out()).at("/symbols/0/notes/0").stringValue()).endsWith("orders for less than a lot are not filled");
        assertThat(run("optimize ETHUSD --strategies buy-hold --sims 3 --no-store --lot 1 --cash 1000000").err()).doesNotContain("a lot of");
    }

    @Test
    void levelFillsKnowNothingOfOrders() {
        CommandLineRun run = run(BUILT_IN + "--fills level --slippage 1bp");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--slippage 1bp needs the simulator; leave --fills level out");
    }

    @Test
    void theGridIsChosenByTheBarsThatItWouldEvaluate() {
        assertThat(json(OWN + "--no-store").at("/study/search").stringValue()).isEqualTo("grid");
        assertThat(json(OWN + "--no-store --grid-time 0").at("/study/search").stringValue()).isEqualTo("tpe");
        assertThat(run(OWN + "--search grid --grid-time 5").err()).contains("leave one of them out");
    }

    private CommandLineRun run(String line) {
        return CommandLineRun.with(
                Map.of("FASTBACK_HOME", folder.resolve("home").toString()),
                "",
                Arrays.stream(line.split(" ")).flatMap(word -> word.isEmpty() ? Stream.empty() : Stream.of(word)).toArray(String[]::new));
    }

    private JsonNode json(String line) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(line + ": " + run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    @Test
    void signalsMayBeFilledAtTheCloseThatGivesThem() {
        JsonNode usual = json(OWN);
        JsonNode study = json(OWN + "--signal-fill close");
        assertThat(study.at("/study/symbols/0/terms/signalFill").stringValue()).isEqualTo("close");
        assertThat(study.at("/provenance/simulators/sma-cross/why").stringValue()).contains("fills at the close that gives a signal");
        assertThat(study.at("/symbols/0/simulations/0/status").stringValue()).isEqualTo("completed");
        assertThat(study.get("resultHash")).isNotEqualTo(usual.get("resultHash"));
        assertThat(json(OWN + "--signal-fill close --no-store --workers 2 --engine processes").get("resultHash")).isEqualTo(study.get("resultHash"));
        assertThat(json(OWN + "--signal-fill open").get("resultHash")).isEqualTo(usual.get("resultHash"));
        assertThat(run(OWN.replace("json", "table") + "--signal-fill close").out()).contains("signals filled at the close that gives them, which is optimistic");
        assertThat(run("optimize ETHUSD --sims 2 --signal-fill close").err()).contains("--signal-fill is for strategies of --strategy");
    }
}
