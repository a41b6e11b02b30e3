package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The linear model from the command line: fitted, used, resumed, and changed meanwhile. */
class ModelFitTest {
    @TempDir
    Path folder;

    @Test
    void aFittedModelForecastsAndTheStudyRemembersIt() throws IOException {
        Path file = folder.resolve("my.txt");
        CommandLineRun fit = run("model", "fit", "ETHUSD", "ASPEN", "--out", file.toString());
        assertThat(fit.code()).isZero();
        assertThat(fit.out())
                .contains("fits on up to 2,740 bars of 2 series, known from ")
                .contains("On bars that came after the fit that forecasts them: mean absolute error ")
                .contains("Use it: --forecaster linear:" + file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(run("model", "fit", "ETHUSD", "ASPEN", "--out", file.toString()).code()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        JsonNode first = json("optimize", "ETHUSD", "--sims", "12", "--forecaster", "linear:" + file, "--format", "json");
        assertThat(first.at("/study/forecaster").asString()).isEqualTo("linear:my.txt");
        assertThat(first.at("/study/model/linear").asString()).hasSize(64);
        assertThat(first.at("/study/model/fittedOn").asString()).startsWith("ETHUSD ").contains("; ASPEN ");
        assertThat(first.at("/study/model/fits").asString()).contains(" from ");
        assertThat(first.at("/forecasts/fallbacks")).isEmpty();
        assertThat(first.at("/forecasts/scores/high/skillOverEwmaVol").asDouble()).isPositive();
        JsonNode again = json("resume", "--format", "json");
        assertThat(again.path("resultHash")).isEqualTo(first.path("resultHash"));

        assertThat(run("model", "fit", "ETHUSD", "--out", file.toString()).code()).isZero();
        CommandLineRun refused = run("resume");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("model.fittedOn was ").contains("model.linear was ");
    }

    @Test
    void theModelThatComesNeedsNoFile() {
        JsonNode run = json("optimize", "ETHUSD", "--sims", "5", "--forecaster", "linear", "--format", "json");
        assertThat(run.at("/study/forecaster").asString()).isEqualTo("linear");
        assertThat(run.at("/study/model/fittedOn").asString()).startsWith("computed markets");
    }

    @Test
    void whatCannotBeFittedIsRefusedInALine() throws IOException {
        assertThat(run("model", "fit", "ETHUSD").err()).contains("--out FILE is missing");
        Path few = Files.writeString(folder.resolve("few.csv"), "date,open,high,low,close\n2024-01-01,1,2,1,2\n2024-01-02,1,2,1,2\n");
        CommandLineRun run = run("model", "fit", "--data", few.toString(), "--out", folder.resolve("x.txt").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("a linear model needs 1000 bars, each after 129 others");
        assertThat(run("model", "fit", "--data", few.toString(), "--out", few.toString()).err()).contains("name another file for --out");
        assertThat(run("model", "fit", "ETHUSD", "--beside", "BTCUSD", "--out", folder.resolve("x.txt").toString()).err()).contains("--beside and --funding-rates are of strategies");
        CommandLineRun missing = run("optimize", "ETHUSD", "--forecaster", "linear:none.txt");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("forecaster linear: there is no file none.txt");
        assertThat(run("optimize", "ETHUSD", "--forecaster", "linear:").err()).contains("forecaster linear: a file is missing after linear:");
    }

    private CommandLineRun run(String... words) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", words);
    }

    private JsonNode json(String... words) {
        CommandLineRun run = run(words);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
