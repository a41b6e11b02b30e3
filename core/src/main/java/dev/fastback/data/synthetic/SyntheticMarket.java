package dev.fastback.data.synthetic;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.BarSteps;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A synthetic sample market: bars that were computed, not observed. No price, name or event in it is real; two symbols are
 * written like those of coins only so that they are taken for crypto. Nothing that is earned on it says anything about
 * real markets.
 *
 * <p>The bars have what matters when code is tried: regimes with trends and calm and stormy times, volatility that
 * clusters, fat tails, and open, high, low and close that fit together. Bars are daily and end on {@link #LAST_DAY}: crypto
 * every day, shares on weekdays other than 1 January, 4 July and 25 December. Prices are multiples of 0.01.
 *
 * <p>Equal arguments give equal bars on every platform and with every Java release: the generator is {@code SplitMix64},
 * and functions that platforms may compute differently are those of {@link StrictMath}.
 */
public final class SyntheticMarket {
    /** The day of the last bar of crypto, and the day that the last bar of shares is on or before. */
    public static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    /** The seed of the sample that comes with Fastback. */
    public static final long DEFAULT_SEED = 1;

    /** The number of bars of the sample that comes with Fastback. */
    public static final int DEFAULT_COUNT = 1500;

    /** The greatest number of bars; they reach back further than records of any real market. */
    public static final int MAX_COUNT = 100_000;

    private static final Set<MonthDay> HOLIDAYS = Set.of(MonthDay.of(1, 1), MonthDay.of(7, 4), MonthDay.of(12, 25));

    private static final List<SyntheticInstrument> INSTRUMENTS = List.of(
            new SyntheticInstrument("BTCUSD", 30_000, 0.030, 0.00, 900),
            new SyntheticInstrument("ETHUSD", 1_800, 0.038, 0.00, 12_000),
            new SyntheticInstrument("ALDER", 42, 0.014, 0.35, 2_500_000),
            new SyntheticInstrument("ASPEN", 118, 0.018, 0.35, 1_200_000),
            new SyntheticInstrument("BIRCH", 27, 0.022, 0.40, 4_000_000),
            new SyntheticInstrument("CEDAR", 310, 0.013, 0.30, 800_000),
            new SyntheticInstrument("HAZEL", 15, 0.030, 0.45, 9_000_000),
            new SyntheticInstrument("LARCH", 64, 0.016, 0.35, 3_100_000),
            new SyntheticInstrument("MAPLE", 205, 0.019, 0.35, 1_900_000),
            new SyntheticInstrument("ROWAN", 88, 0.026, 0.40, 5_500_000),
            new SyntheticInstrument("SPRUCE", 150, 0.011, 0.30, 650_000),
            new SyntheticInstrument("WILLOW", 36, 0.034, 0.45, 7_200_000));

    private SyntheticMarket() {}

    /** Returns the symbols: two written like coins, then ten invented shares. */
    public static List<String> symbols() {
        return INSTRUMENTS.stream().map(SyntheticInstrument::symbol).toList();
    }

    /** Returns the bars of the sample that comes with Fastback. */
    public static BarSeries bars(String symbol) {
        return bars(symbol, DEFAULT_SEED, DEFAULT_COUNT);
    }

    /**
     * Returns computed bars. Symbols of one seed move independently of each other.
     *
     * @param symbol one of {@link #symbols()}
     * @param seed any number; other numbers give other bars
     * @param count how many bars, from 1 to {@value #MAX_COUNT}
     * @throws IllegalArgumentException if there is no such symbol or the count is out of range
     */
    public static BarSeries bars(String symbol, long seed, int count) {
        return instrument(symbol, count).bars(seed, days(AssetClass.ofSymbol(symbol), count));
    }

    /**
     * Returns what nobody knows of a real market: for each bar of {@link #bars(String, long, int)} the standard deviation of its logarithmic move that the
     * generator held before the bar began. It bounds what a forecaster of volatility can reach.
     *
     * @throws IllegalArgumentException as above
     */
    public static double[] deviations(String symbol, long seed, int count) {
        return instrument(symbol, count).deviations(seed, days(AssetClass.ofSymbol(symbol), count));
    }

    private static SyntheticInstrument instrument(String symbol, int count) {
        Objects.requireNonNull(symbol, "symbol");
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count must be from 1 to " + MAX_COUNT + ": " + count);
        }
        return INSTRUMENTS.stream()
                .filter(candidate -> candidate.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no such synthetic symbol: " + symbol + "; there are " + String.join(", ", symbols())));
    }

    private static long[] days(AssetClass asset, int count) {
        long[] times = new long[count];
        LocalDate day = LAST_DAY;
        for (int i = count - 1; i >= 0; day = day.minusDays(1)) {
            if (asset == AssetClass.CRYPTO || isBusinessDay(day)) {
                times[i--] = day.toEpochDay() * BarSteps.DAY_MILLIS;
            }
        }
        return times;
    }

    private static boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !HOLIDAYS.contains(MonthDay.from(day));
    }
}
