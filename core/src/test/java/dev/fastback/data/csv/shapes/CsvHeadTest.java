package dev.fastback.data.csv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvHeadTest {
    private static final int MOST = 302;

    @Test
    void linesAreThoseThatAnExpressionFinds() {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            String ends = List.of("\n", "\r", "\r\n", "\r\n\n\ra", "\na").get(random.nextInt(5));
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(round % 10 == 0 ? 2000 : 12); i > 0; i--) {
                text.append(random.nextInt(3) == 0 ? "x,1" : String.valueOf(ends.charAt(random.nextInt(ends.length()))));
            }
            boolean whole = random.nextBoolean();
            assertThat(CsvHead.of(text.toString(), whole).lines()).as("round %d, seed %d", round, seed).isEqualTo(expected(text.toString(), whole));
        }
    }

    private static List<String> expected(String text, boolean whole) {
        List<String> all = List.of(text.split("\r\n|\r|\n", MOST));
        int complete = whole && all.size() < MOST ? all.size() : Math.min(all.size() - 1, MOST - 2);
        return all.subList(0, Math.max(complete, 1));
    }
}
