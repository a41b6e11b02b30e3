package dev.fastback.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BarReport;
import dev.fastback.data.reading.BarCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticMarketTest {
    /** Changes only when the sample is changed on purpose; results of earlier releases are then no longer comparable. */
    private static final String SAMPLE_HASH = "148bc980e960c68498617742090442a32dcebcb7f4470f3f23841f37055232c1";

    private static final long SEED = Long.getLong("fastback.seed", 11);

    static List<String> symbols() {
        return SyntheticMarket.symbols();
    }

    @Test
    void neverChangesItsSampleSilently() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String symbol : symbols()) {
            digest.update((symbol + SyntheticMarket.bars(symbol).contentHash()).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SAMPLE_HASH);
    }

    @Test
    void hasTwoCoinsAndTenShares() {
        assertThat(symbols()).hasSize(12).doesNotHaveDuplicates().contains("ETHUSD", "BTCUSD");
        assertThat(symbols()).filteredOn(symbol -> AssetClass.ofSymbol(symbol) == AssetClass.CRYPTO)
                .containsExactlyInAnyOrder("ETHUSD", "BTCUSD");
    }

    @ParameterizedTest
    @MethodSource("symbols")
    void passesEveryCheckWithoutAWarning(String symbol) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20; i++) {
            long seed = random.nextLong();
            BarSeries bars = SyntheticMarket.bars(symbol, seed, 1 + random.nextInt(3000));
            BarReport report = BarCheck.of(bars, AssetClass.ofSymbol(symbol));
            assertThat(report.findings()).as("seed " + seed).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("symbols")
    void keepsTheCalendarOfItsMarket(String symbol) {
        BarSeries bars = SyntheticMarket.bars(symbol);
        assertThat(bars.size()).isEqualTo(SyntheticMarket.DEFAULT_COUNT);
        assertThat(day(bars, bars.size() - 1)).isEqualTo(SyntheticMarket.LAST_DAY);
        for (int i = 1; i < bars.size(); i++) {
            LocalDate day = day(bars, i);
            if (AssetClass.ofSymbol(symbol) == AssetClass.CRYPTO) {
                assertThat(day).isEqualTo(day(bars, i - 1).plusDays(1));
            } else {
                assertThat(day.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                assertThat(day.getMonthValue() == 12 && day.getDayOfMonth() == 25).isFalse();
                assertThat(day).isBeforeOrEqualTo(day(bars, i - 1).plusDays(4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("symbols")
    void hasFatTailsAndClustersOfVolatility(String symbol) {
        double[] returns = returns(SyntheticMarket.bars(symbol));
        double[] sizes = Arrays.stream(returns).map(Math::abs).toArray();
        assertThat(kurtosis(returns)).isBetween(3.5, 60.0);
        double clustering = IntStream.rangeClosed(1, 10).mapToDouble(lag -> autocorrelation(sizes, lag)).average().orElseThrow();
        assertThat(clustering).isGreaterThan(0.03);
        assertThat(Math.abs(autocorrelation(returns, 1))).isLessThan(0.12);
    }

    @ParameterizedTest
    @MethodSource("symbols")
    void movesLikeItsMarket(String symbol) {
        double[] returns = returns(SyntheticMarket.bars(symbol));
        double deviation = Math.sqrt(Arrays.stream(returns).map(r -> r * r).average().orElseThrow());
        assertThat(deviation).isBetween(0.008, 0.07);
        assertThat(Arrays.stream(returns).map(Math::abs).max().orElseThrow()).isLessThan(0.6);
    }

    @Test
    void dependsOnSymbolAndSeed() {
        assertThat(SyntheticMarket.bars("ETHUSD", 5, 100).contentHash())
                .isEqualTo(SyntheticMarket.bars("ETHUSD", 5, 100).contentHash())
                .isNotEqualTo(SyntheticMarket.bars("ETHUSD", 6, 100).contentHash())
                .isNotEqualTo(SyntheticMarket.bars("BTCUSD", 5, 100).contentHash());
    }

    @Test
    void staysWithinBoundsOverCenturies() {
        for (String symbol : symbols()) {
            BarSeries bars = SyntheticMarket.bars(symbol, 3, SyntheticMarket.MAX_COUNT);
            double first = bars.open(0);
            assertThat(IntStream.range(0, bars.size()).mapToDouble(bars::close).max().orElseThrow()).isLessThan(1e4 * first);
            assertThat(IntStream.range(0, bars.size()).mapToDouble(bars::close).min().orElseThrow()).isPositive();
            assertThat(BarCheck.of(bars, AssetClass.ofSymbol(symbol)).errorCount()).isZero();
        }
    }

    @Test
    void namesWhatItDoesNotHave() {
        assertThatThrownBy(() -> SyntheticMarket.bars("AAPL", 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AAPL")
                .hasMessageContaining("ETHUSD");
        assertThatThrownBy(() -> SyntheticMarket.bars("ETHUSD", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDate day(BarSeries bars, int i) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(bars.timeMillis(i)), ZoneOffset.UTC);
    }

    private static double[] returns(BarSeries bars) {
        return IntStream.range(1, bars.size()).mapToDouble(i -> Math.log(bars.close(i) / bars.close(i - 1))).toArray();
    }

    private static double kurtosis(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double second = Arrays.stream(x).map(v -> Math.pow(v - mean, 2)).average().orElseThrow();
        double fourth = Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
        return fourth / (second * second);
    }

    private static double autocorrelation(double[] x, int lag) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        return IntStream.range(lag, x.length).mapToDouble(i -> (x[i] - mean) * (x[i - lag] - mean)).sum() / variance;
    }
}
