package dev.fastback.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OneTickTest {
    private static BarSeries closes(String... closes) {
        double[] price = Arrays.stream(closes).mapToDouble(Double::parseDouble).toArray();
        long[] times = new long[price.length];
        Arrays.setAll(times, i -> 86_400_000L * i);
        return BarSeries.of("S", times, price, price, price, price, new double[price.length]);
    }

    @Test
    void aTickIsTheSmallestDecimalStepOverTheLastClose() {
        assertThat(OneTick.tick(closes("99.5", "100.25", "100"))).isCloseTo(1e-4, within(1e-18));
        assertThat(OneTick.tick(closes("3001", "3000"))).isCloseTo(1.0 / 3000, within(1e-18));
        assertThat(OneTick.tick(closes("0.00001234", "0.00001250"))).isCloseTo(1e-8 / 1.25e-5, within(1e-12));
    }

    /** Eight decimals were the most that were looked at, so that the tick of a price of 1e-12 was a thousand times the price. */
    @Test
    void aTickOfASmallPriceIsNeverLargerThanThePrice() {
        assertThat(OneTick.tick(closes("0.0000000000123", "0.0000000000125"))).isCloseTo(0.008, within(1e-12));
        assertThat(OneTick.tick(closes("1.25e-200", "1.2e-200"))).isBetween(1e-6, 0.01);
        assertThat(OneTick.tick(closes("8.12345678901e-12", "8.3233e-12"))).isEqualTo(1e-6);
    }

    @Test
    void aMillionthIsTheLeast() {
        assertThat(OneTick.tick(closes("100.1234567", "100.7654321"))).isEqualTo(1e-6);
        assertThat(OneTick.tick(closes("8e200", "8.1e200"))).isEqualTo(1e-6);
    }
}
