package dev.fastback.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Runs every example, so that none of them rots. */
class ExamplesTest {
    @Test
    void optimizeFileReportsEveryStrategy() {
        String said = run(() -> OptimizeFile.main(new String[0]));
        assertThat(said).contains("maxdiff-always-on", "buy-hold").containsPattern("result hash [0-9a-f]{64}");
    }

    @Test
    void ownObjectiveFindsTheBottomOfTheBowl() {
        String said = run(() -> OwnObjective.main(new String[0]));
        assertThat(said).contains("evaluations (VOLUME)");
        assertThat(Double.parseDouble(said.substring(0, said.indexOf(' ')))).isBetween(-1e-4, 0.0);
    }

    @Test
    void ownStrategyIsFittedAndGivesAnOrder() {
        String said = run(() -> OwnStrategy.main(new String[0]));
        assertThat(said.lines())
                .hasSize(6)
                .filteredOn(line -> line.matches("\\{lookback=\\d+, threshold=0\\.\\d+, style=(follow|fade)} in-sample -?\\d+\\.\\d{4}, unseen bars .*"))
                .hasSize(5);
        assertThat(said).contains("next bar: [Order[strategy=breakout, type=");
    }

    private static String run(Runnable example) {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            example.run();
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
