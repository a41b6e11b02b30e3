package dev.fastback.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalParserTest {
    private static final long SEED = Long.getLong("fastback.seed", 20_251);

    @ParameterizedTest
    @ValueSource(strings = {
        "0", "1", "-1", "+1", "1.", ".5", "0.1", "123.456", "1e3", "1E-3", "1.5e+2", "9007199254740993", "9007199254740992",
        "0.30000000000000004", "129.49000549316406", "18446744073709551615", "18446744073709551616", "99999999999999999999",
        "00000000000000000000000001.25", "0.00000000000000000000000000012345678901234567", "1e22", "1e23", "1e-22", "1e-23",
        "1e60", "1e61", "1e-60", "1e-61", "4.9e-324", "2.4e-324", "1e-400", "1.7976931348623157e308", "1e308",
        "2.2250738585072011e-308", "8.41e21", "9.5367431640625e-07", "6929495644600919.5", "7205759403792794e0",
        "0.000000000000000000000000000000000000000000000000000000000000000000000000001e75", "1e0000000000000000003",
        "5708990770823839524233143877797980545530986496", "5708990770823839207320493820740630171355185152"
    })
    void readsToTheNearestDouble(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "+", ".", "e5", "1e", "1e+", "1e-", "--1", "1-", "1.2.3", "1,5", "1_000", "0x10", "0x1p3", "1f", "1d", "1e5f",
        "1e5.5", "NaN", "Infinity", "inf", "null", "1 2", "1\u00a0", "\u0661", "1e5e5", "$1"
    })
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void givesInfinityWhenTooLarge() {
        assertThat(parse("1e309")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(parse("-1e99999999999")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(parse("1e-99999999999")).isZero();
    }

    @Test
    void knowsTheWordsForNonFiniteNumbers() {
        for (String word : new String[] {"nan", "NaN", "-NAN", "inf", "+Inf", "-Infinity", "INFINITY"}) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            assertThat(DecimalParser.isNonFiniteWord(bytes, 0, bytes.length)).as(word).isTrue();
        }
        assertThat(DecimalParser.isNonFiniteWord(new byte[] {'1'}, 0, 1)).isFalse();
    }

    @Test
    void agreesWithTheJdkOnRandomNumbers() {
        System.out.println("DecimalParserTest: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 400_000; i++) {
            String text = switch (i % 5) {
                case 0 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-30, 30)));
                case 1 -> Double.toString((double) (float) random.nextDouble(0, 5000));
                case 2 -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64)) + "e" + random.nextInt(-65, 65);
                case 3 -> halfway(random);
                default -> random.nextLong(100_000) + "." + random.nextLong(100_000_000);
            };
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    /** A number near the middle of two neighbouring doubles, where rounding is hardest, cut to the digits of a long. */
    private static String halfway(SplittableRandom random) {
        double value = Double.longBitsToDouble(random.nextLong(0x3900000000000000L, 0x4700000000000000L));
        BigDecimal middle = new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.TWO);
        return middle.round(new java.math.MathContext(random.nextInt(15, 22))).toString();
    }

    private static double parse(String text) {
        byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.UTF_8);
        return DecimalParser.parse(bytes, 1, bytes.length - 1);
    }
}
