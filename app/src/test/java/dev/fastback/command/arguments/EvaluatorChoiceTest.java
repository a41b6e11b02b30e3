package dev.fastback.command.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.command.CommandLineRun;
import dev.fastback.command.Main;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs in a Java that was started without the module of the Vector API; what needs it gets a process of its own. */
@Timeout(120)
class EvaluatorChoiceTest {
    @Test
    void vectorSaysInOneLineWhyItCannotWork() {
        assertThatThrownBy(() -> EvaluatorChoice.VECTOR.evaluatorFor("direct"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--evaluator vector cannot work here: Java was started without --add-modules jdk.incubator.vector, which ./fastback adds where it pays and for --evaluator vector");
        CommandLineRun run = CommandLineRun.of("optimize", "--evaluator", "vector");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void autoFallsBackWithoutAWord() {
        assertThat(EvaluatorChoice.AUTO.evaluatorFor("direct").name()).isEqualTo("scalar");
        CommandLineRun run = CommandLineRun.of("optimize", "ETHUSD", "--search", "direct", "--quiet");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyEvaluatorGivesTheSameResult() throws IOException, InterruptedException {
        JsonNode scalar = inAProcessWithVectors("scalar");
        JsonNode vector = inAProcessWithVectors("vector");
        JsonNode auto = inAProcessWithVectors("auto");
        assertThat(scalar.at("/provenance/evaluator").asString()).isEqualTo("scalar");
        assertThat(vector.at("/provenance/evaluator").asString()).isEqualTo("vector");
        assertThat(auto.at("/provenance/evaluator").asString()).isEqualTo("vector");
        assertThat(vector.get("resultHash")).isEqualTo(scalar.get("resultHash"));
        assertThat(auto.get("resultHash")).isEqualTo(scalar.get("resultHash"));
    }

    private static JsonNode inAProcessWithVectors(String evaluator) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("optimize", "ETHUSD", "--sims", "10", "--validation", "31", "--search", "direct"));
        command.addAll(List.of("--format", "json", "--evaluator", evaluator));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return JsonMapper.shared().readTree(out);
    }
}
