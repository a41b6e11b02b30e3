package dev.fastback.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.profit.ProfitEvaluators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VectorProviderTest {
    @Test
    void isFoundAndWorksWhereTheModuleIs() {
        var provider = ProfitEvaluators.all().find("vector").orElseThrow();
        assertThat(provider.unavailable()).isEmpty();
        assertThat(provider.create().name()).isEqualTo("vector");
    }

    @Test
    void saysWhyItCannotWorkWithoutTheModule() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Asker.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo("Java was started without --add-modules jdk.incubator.vector, which ./fastback adds where it pays and for --evaluator vector");
    }

    /** Asks in a process of its own. */
    static final class Asker {
        public static void main(String[] args) {
            System.out.println(ProfitEvaluators.all().find("vector").orElseThrow().unavailable().orElse("it can"));
        }
    }
}
