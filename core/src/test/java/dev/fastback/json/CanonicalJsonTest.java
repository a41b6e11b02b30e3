package dev.fastback.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    /** The samples of RFC 8785, appendix B, by the bits of the number. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesNumbersAsTheStandardDoes(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertThat(CanonicalJson.number(value)).isEqualTo(expected);
    }

    /** What is kept of numbers, and the short way for small ones, give the same text. */
    @Test
    void textsThatAreKeptAreThoseOfTheStandard() {
        long seed = Long.getLong("fastback.seed", 20261129L);
        SplittableRandom random = new SplittableRandom(seed);
        double[] known = new double[300];
        NumberTexts few = NumberTexts.few();
        NumberTexts many = NumberTexts.many();
        byte[] text = new byte[NumberTexts.LONGEST + 1];
        for (int i = 0; i < 300_000; i++) {
            int place = random.nextInt(known.length);
            if (i % 3 == 0) {
                known[place] = switch (random.nextInt(4)) {
                    case 0 -> Double.longBitsToDouble(random.nextLong());
                    case 1 -> Math.pow(10, -random.nextInt(9)) * random.nextInt(-20, 20);
                    case 2 -> Math.nextAfter(Math.pow(10, -random.nextInt(9)), random.nextInt(2));
                    default -> random.nextGaussian() * Math.pow(10, -random.nextInt(9));
                };
            }
            double value = known[place];
            if (Double.isFinite(value)) {
                String expected = CanonicalJson.number(value);
                for (NumberTexts texts : List.of(few, many)) {
                    assertThat(new String(text, 1, texts.write(value, text, 1), StandardCharsets.US_ASCII))
                            .as("seed " + seed)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void numbersHaveTheTextThatJavaGivesThem() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        double[] few = random.doubles(900, -1, 1).toArray();
        NumberTexts numbers = NumberTexts.ofJava();
        for (int round = 0; round < 100_000; round++) {
            double value = switch (random.nextInt(7)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextBoolean() ? 0.0 : -0.0;
                case 2 -> random.nextInt(-20_000_000, 20_000_000);
                case 3 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 12));
                case 4 -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextInt(-12, 20));
                default -> few[random.nextInt(few.length)];
            };
            long whole = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(-10, 12_000);
            ByteText text = new ByteText(numbers);
            text.add('=');
            text.wrote(numbers.write(value, text.room(NumberTexts.LONGEST), 1));
            text.wrote(numbers.write(whole, text.room(NumberTexts.LONGEST), text.length()));
            assertThat(new String(text.take(), StandardCharsets.US_ASCII)).as("seed " + seed).isEqualTo("=" + value + whole);
        }
    }

    @Test
    void numbersReadBackToTheSameBits() {
        long seed = Long.getLong("fastback.seed", 20261123L);
        System.out.println("CanonicalJsonTest: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian();
            if (Double.isFinite(value) && value != 0) {
                String text = CanonicalJson.number(value);
                assertThat(Double.parseDouble(text)).as(text).isEqualTo(value);
            }
        }
    }

    @Test
    void sortsKeysAndLeavesNoWhiteSpace() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, true, "x\"\\\n\u0001é"));
        map.put("a", Map.of());
        map.put("B", List.of());
        map.put("n", null);
        assertThat(CanonicalJson.write(map))
                .isEqualTo("{\"B\":[],\"a\":{},\"b\":[1,true,\"x\\\"\\\\\\n\\u0001é\"],\"n\":null}");
    }

    @Test
    void keepsTheEmptyKey() {
        assertThat(CanonicalJson.write(Map.of("", 1, "a", 2))).isEqualTo("{\"\":1,\"a\":2}");
    }

    @Test
    void separatesTopLevelValuesInsideListsOnly() {
        assertThat(CanonicalJson.write(List.of(List.of(), List.of(1, List.of()), "[", "{", ":", 2)))
                .isEqualTo("[[],[1,[]],\"[\",\"{\",\":\",2]");
        assertThat(CanonicalJson.write("x")).isEqualTo("\"x\"");
    }

    @Test
    void wholeNumbersThatShareADoubleAreRefusedInsteadOfJoined() {
        long limit = 1L << 53;
        assertThat(CanonicalJson.write(List.of(limit - 1, limit, -limit, limit + 2))).isEqualTo(
                "[9007199254740991,9007199254740992,-9007199254740992,9007199254740994]");
        for (long joined : new long[] {limit + 1, -limit - 1, Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.write(joined))
                    .withMessageContaining(Long.toString(joined));
        }
        assertThat(CanonicalJson.write(Long.MIN_VALUE)).isEqualTo("-9223372036854776000");
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.number(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(List.of('c')));
    }
}
