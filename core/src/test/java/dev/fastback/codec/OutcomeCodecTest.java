package dev.fastback.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.result.ForecastCounts;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeCodecTest {
    private static final ForecastCounts COUNTS = new ForecastCounts(Long.MAX_VALUE, 2, 3, 4, -1);

    private static final SymbolOutcome OUTCOME = new SymbolOutcome(List.of(
            new Order("maxdiff", Side.BOTH, Math.nextUp(101.1), 0.1 + 0.2),
            new Order("a name with ü and 𝕏", Side.BUY, null, -0.0),
            new Order("high-low", Side.SELL, Double.MIN_VALUE, null),
            Order.none("buy-hold")));

    @Test
    void everythingReadsBackEqualToTheLastBit() {
        assertThat(OutcomeCodec.decodeForecasts(OutcomeCodec.encode(COUNTS))).isEqualTo(COUNTS);
        // Equality of orders compares the bits of prices.
        assertThat(OutcomeCodec.decodeSymbol(OutcomeCodec.encode(OUTCOME))).isEqualTo(OUTCOME);
        assertThat(OutcomeCodec.decodeSymbol(OutcomeCodec.encode(SymbolOutcome.NONE))).isEqualTo(SymbolOutcome.NONE);
    }

    @Test
    void aFormatOfAnotherBuildIsNamed() {
        byte[] bytes = OutcomeCodec.encode(OUTCOME);
        bytes[0] = 9;
        assertThatExceptionOfType(UnknownFormatException.class)
                .isThrownBy(() -> OutcomeCodec.decodeSymbol(bytes))
                .withMessageContaining("format 9")
                .satisfies(e -> assertThat(e.known()).isEqualTo(1));
    }

    @Test
    void everyCutIsRefused() {
        byte[] bytes = OutcomeCodec.encode(OUTCOME);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> OutcomeCodec.decodeSymbol(cut)).withMessageContaining("cut short");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeCodec.decodeSymbol(Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessageContaining("1 bytes too many");
    }

    @Test
    void countsAndSidesThatCannotBeAreRefused() {
        byte[] many = OutcomeCodec.encode(OUTCOME);
        many[1] = 0x7f;
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeCodec.decodeSymbol(many)).withMessageContaining("orders");
        byte[] side = OutcomeCodec.encode(new SymbolOutcome(List.of(new Order("x", Side.BUY, 1.0, 2.0))));
        side[side.length - 19] = 'q'; // the last letter of "buy", before two prices of nine bytes
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeCodec.decodeSymbol(side)).withMessageContaining("no side buq");
    }
}
