package dev.fastback.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFieldsTest {
    private static final long SEED = Long.getLong("fastback.seed", 20_261);

    @ParameterizedTest
    @ValueSource(strings = {
        "0", "7", "123.456", "1.", ".5", "9007199254740991", "9007199254740992", "9007199254740993", "999999999999999999", "1000000000000000000",
        "0.30000000000000004", "129.49000549316406", "0.000000000000000001", "99999999999999999999", "1e5", "-3.25", "+2", "18446744073709551617"
    })
    void readsANumberToTheNearestDouble(String text) {
        for (String end : new String[] {"", ",", "\n", "\r\n"}) {
            PlainFields fields = fields(text + end);
            assertThat(fields.takeNumber()).isEqualTo(Double.parseDouble(text));
            assertThat(fields.position()).isEqualTo(text.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1 2", "1.2.3", "x", "\"1\""})
    void tellsNothingOfWhatIsNotPlainlyANumber(String text) {
        assertThat(fields(text + ",").takeNumber()).isNaN();
    }

    @Test
    void agreesWithTheJdkOnRandomNumbers() {
        System.out.println("PlainFieldsTest: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            long digits = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            String text = new BigDecimal(digits).movePointLeft(random.nextInt(20)).toPlainString();
            assertThat(fields(text + ",").takeNumber()).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    private static PlainFields fields(String text) {
        return new PlainFields(text.getBytes(StandardCharsets.US_ASCII), 0, ',');
    }
}
