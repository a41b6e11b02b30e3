package dev.fastback.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.onnx.card.CardException;
import dev.fastback.onnx.card.CardReader;
import dev.fastback.testkit.onnx.OnnxFile;
import dev.fastback.testkit.onnx.StandIns;
import dev.fastback.testkit.onnx.StandIns.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "series: log-return | series: log-returns | c.yaml: series: unknown value log-returns; did you mean log-return?",
        "context: 64 | context: none | c.yaml: context must be a whole number of 1 to 1048576: none",
        "pad: zero | padd: zero | c.yaml: unknown key padd; did you mean pad?",
        "pad: zero | min-context: 5 | c.yaml: pad: min-context 5 below context 64 needs nan, zero or edge",
        "kind: quantiles | kind: quantile | c.yaml: kind: unknown value quantile; did you mean quantiles?",
        "layout: BQH | layout: BH | c.yaml: output: layout BH needs Q",
        "layout: BQH | layout: BQQ | c.yaml: output: layout BQQ is not B followed by P, H, Q, S, C or 1, each once",
        "quantiles: [0.1, | quantiles: [0.15, | c.yaml: output: quantiles must reach from 0.1 to 0.9",
        "0.8, 0.9] | 0.9, 0.8] | c.yaml: output: quantiles must be rising numbers between 0 and 1, or mean: 0.8",
        "layout: BT | layout: TB | c.yaml: inputs: layout TB is not B followed by",
        "role: values | role: mask | c.yaml: role: unknown value mask; known: values, observed, missing, row, seed, constant",
        "name: small | nme: small | c.yaml: unknown key nme; did you mean name?",
        "model: small.onnx | model: | c.yaml: model is missing",
    })
    void aSlipIsNamed(String right, String wrong, String message) {
        String card = Cards.PERCEPTRON.replace(right, wrong);
        assertThat(card).isNotEqualTo(Cards.PERCEPTRON);
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> CardReader.parse(card, "c.yaml", folder))
                .withMessageStartingWith(message);
    }

    @Test
    void whatIsNoYamlIsNamedWithItsLine() {
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> CardReader.parse("name: a\n  model: [b\n", "c.yaml", folder))
                .withMessageStartingWith("c.yaml, line 2: not YAML: ");
        assertThatExceptionOfType(CardException.class).isThrownBy(() -> CardReader.parse("", "c.yaml", folder)).withMessage("c.yaml: the card is empty");
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> CardReader.parse("!!java.net.URL [http://a.b]", "c.yaml", folder))
                .withMessageStartingWith("c.yaml");
        assertThatExceptionOfType(CardException.class).isThrownBy(() -> CardReader.read(folder.resolve("none.yaml"))).withMessageStartingWith("there is no card ");
    }

    @Test
    void aModelThatIsNotTheCardsIsShownWithWhatWasFound() throws IOException {
        OnnxFile file = new OnnxFile().input("move", OnnxFile.FLOAT, "batch", 32).output("deciles", OnnxFile.FLOAT, "batch", 9);
        file.result("deciles", "MatMul", "move", file.floats(new float[32 * 9], 32, 9));
        Path card = Cards.perceptron(folder, file);
        List<String> faults = new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT).faults();
        assertThat(faults).singleElement().asString()
                .contains("it has no input moves", "its input move is not in the card", "Found: inputs move float[batch,32]; outputs deciles float[batch,9]");
        Path named = Cards.write(folder, file, Cards.PERCEPTRON.replace("name: moves", "name: move"));
        assertThat(new OnnxProvider().check(named.toString(), ForecasterSettings.DEFAULT).faults())
                .singleElement().asString().contains("input move has 32 on axis 1, the card makes it 64");
    }

    @Test
    void missingWrongAndBrokenFilesHaveMessagesOfTheirOwn() throws IOException {
        Path card = Cards.perceptron(folder, StandIns.perceptron(Activation.TANH, 1));
        Path hashed = Files.writeString(folder.resolve("hashed.yaml"), Cards.PERCEPTRON + "sha256: " + "0".repeat(64) + "\n");
        assertThat(check(hashed)).contains("is not the model of its card: its SHA-256 is ");
        Files.writeString(folder.resolve("small.onnx"), "no model");
        assertThat(check(card)).contains("cannot be opened");
        Files.delete(folder.resolve("small.onnx"));
        assertThat(check(card)).isEqualTo("small: there is no model " + folder.resolve("small.onnx"));
        Path others = Files.writeString(folder.resolve("others.yaml"), Cards.PERCEPTRON + "others: x.yaml\n");
        StandIns.perceptron(Activation.TANH, 1).write(folder.resolve("small.onnx"));
        assertThat(check(others)).contains("name a statistical forecaster");
    }

    private static String check(Path card) {
        return new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT).faults().getFirst();
    }
}
