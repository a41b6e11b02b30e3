package dev.fastback.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.result.detail.Spread;
import dev.fastback.result.detail.Surface;
import dev.fastback.simulate.FillReason;
import dev.fastback.stats.Histogram;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeCodecTest {
    private static final ForecastRecord FORECASTS = new ForecastRecord(
            new ForecastCounts(Long.MAX_VALUE, 2, 3, 4, -1),
            new ForecastScores(IntStream.range(0, 4)
                    .mapToObj(i -> new ForecastScores.Sums(i, 0.1 + i, Math.nextUp(0.2), 7 * i, -0.0, Double.MIN_VALUE))
                    .toList()));

    private static final UnseenPath PATH = new UnseenPath(
            "maxdiff",
            41,
            new double[] {Math.nextUp(0.01), -0.0, 0.1 + 0.2},
            new byte[] {UnseenPath.DECIDED, 0, UnseenPath.DECIDED | UnseenPath.HELD | UnseenPath.AMBIGUOUS},
            new UnseenPath.Totals(7, 1.0 / 3, -0.25, -1, true, 252));
    private static final UnseenPath WITH_TRADES = new UnseenPath(
            "maxdiff",
            41,
            new double[] {Math.nextUp(0.01), -0.0, 0.1 + 0.2},
            new byte[] {UnseenPath.DECIDED, UnseenPath.DECIDED, UnseenPath.DECIDED | UnseenPath.HELD},
            new UnseenPath.Totals(2, 1.0 / 3, -0.25, -1, false, 252),
            null,
            List.of(
                    new PathTrade(41, 41, true, 100.5, Math.nextUp(101.0), 0.1 + 0.2, false, FillReason.TARGET),
                    new PathTrade(42, 43, false, 101, 99, -0.0, true, FillReason.END)));
    private static final SymbolOutcome OUTCOME = new SymbolOutcome(
            List.of(
                    new Order("maxdiff", "limit", Side.BUY, Math.nextUp(101.1), 1.0, null, 0.1 + 0.2),
                    new Order("a name with ü and 𝕏", "stop-limit", Side.BUY, null, 0.5, -0.0, null),
                    new Order("high-low", "market", Side.SELL, Double.MIN_VALUE, null, null, null, Order.IF_UNFILLED),
                    Order.none("buy-hold")),
            List.of(PATH, WITH_TRADES.judged(new double[] {0.02, 0.0, -0.01}, 7)),
            List.of(
                    StrategyEvidence.of("maxdiff")
                            .set(EvidenceFigure.FIT_BARS, 6)
                            .set(EvidenceFigure.SPA, 0.1 + 0.2)
                            .reason(EvidenceFigure.TRIALS, "a fit of 6 bars is too short: ü")
                            .unmet("in 2 of 3 simulations no trial meets trades>=9")
                            .stability("high", 1.0 / 3)
                            .spread(Spread.Kind.WALK_RETURN, new Spread(new Histogram(-0.1, 0.3, 0, 7, 1), 0.1 + 0.2))
                            .spread(Spread.Kind.SPA, new Spread(new Histogram(0, 1, 2), Double.NaN))
                            .surface(new Surface(
                                    List.of("high", "low"),
                                    new double[] {-0.03, Math.nextUp(0.01), 0.03},
                                    new double[] {-0.03, 0, 0.01, 0.03},
                                    new double[] {Math.nextUp(0.01)},
                                    new double[0],
                                    new float[] {1, -0f, 0.1f, 4, 5, 6},
                                    new Surface.Best(0.01, -0.0, 1.0 / 3)))
                            .build(),
                    StrategyEvidence.of("buy-hold").build()),
            new ForecastPath(41, new float[] {0.1f, Float.NaN}, new float[] {-1, Float.NaN}, new float[] {1, Float.NaN}),
            true);

    @Test
    void everythingReadsBackEqualToTheLastBit() {
        assertThat(OutcomeCodec.decodeForecasts(OutcomeCodec.encode(FORECASTS))).isEqualTo(FORECASTS);
        ForecastRecord withFallbacks = new ForecastRecord(
                new ForecastCounts(9, 8, 7, 6, 5, List.of(
                        new ForecastUse.Fallback("a", "b", 3, "why"), new ForecastUse.Fallback("b", "c", 1, ""))),
                FORECASTS.scores());
        assertThat(OutcomeCodec.decodeForecasts(OutcomeCodec.encode(withFallbacks))).isEqualTo(withFallbacks);
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
                .satisfies(e -> assertThat(e.known()).isEqualTo(6));
    }

    @Test
    void anOutcomeOfABuildThatKeptFiguresAloneIsRead() {
        SymbolOutcome plain = new SymbolOutcome(OUTCOME.orders(), List.of(PATH));
        // Without the number of the path's trades before that of strategies with evidence, and the first bar and the number of forecasts at the end.
        byte[] bytes = OutcomeCodec.encode(plain);
        byte[] old = Arrays.copyOf(bytes, bytes.length - 12);
        old[0] = 4;
        assertThat(OutcomeCodec.decodeSymbol(old)).isEqualTo(plain);
    }

    /** A finished run is reported as it was, and has the hash that it had. */
    @Test
    void conditionsThatAReasonBeganWithAreReadAsWhatTheyAre() {
        String unmet = "no trial of the newest fit meets trades>=9: the one that misses least was taken";
        assertThat(readAsVersion5(unmet + "; a fit of 6 bars is too short"))
                .isEqualTo(StrategyEvidence.of("x").unmet(unmet).reason(EvidenceFigure.TRIALS, "a fit of 6 bars is too short").build());
        assertThat(readAsVersion5(unmet)).isEqualTo(StrategyEvidence.of("x").unmet(unmet).build());
        assertThat(readAsVersion5("of 9 trials 3 were judged")).isEqualTo(StrategyEvidence.of("x").reason(EvidenceFigure.TRIALS, "of 9 trials 3 were judged").build());
    }

    private static StrategyEvidence readAsVersion5(String reason) {
        StrategyEvidence evidence = StrategyEvidence.of("x").reason(EvidenceFigure.TRIALS, reason).build();
        byte[] bytes = OutcomeCodec.encode(new SymbolOutcome(List.of(), List.of(), List.of(evidence), ForecastPath.NONE, true));
        // Without the length of the empty text, which stands before no distributions, no surface, and the first bar and the number of forecasts.
        int rest = 2 * Byte.BYTES + 2 * Integer.BYTES;
        byte[] old = Arrays.copyOf(bytes, bytes.length - Short.BYTES);
        System.arraycopy(bytes, bytes.length - rest, old, old.length - rest, rest);
        old[0] = 5;
        return OutcomeCodec.decodeSymbol(old).evidence().getFirst();
    }

    @Test
    void countsOfABuildWithoutScoresAreRead() {
        byte[] old = Arrays.copyOf(OutcomeCodec.encode(FORECASTS), 1 + 5 * Long.BYTES);
        for (byte version : new byte[] {2, 3}) {
            old[0] = version;
            assertThat(OutcomeCodec.decodeForecasts(old)).isEqualTo(new ForecastRecord(FORECASTS.counts(), ForecastScores.NONE));
        }
        old[0] = 4;
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeCodec.decodeForecasts(old)).withMessageContaining("cut short");
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
        byte[] side = OutcomeCodec.encode(
                new SymbolOutcome(List.of(new Order("x", "limit", Side.BUY, 1.0, 2.0, 3.0, 4.0)), List.of()));
        side[side.length - 55] = 'q'; // the last letter of "buy", before four values of nine bytes, no condition, the number of paths, that of strategies with evidence, and no forecasts
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomeCodec.decodeSymbol(side)).withMessageContaining("no side buq");
    }
}
