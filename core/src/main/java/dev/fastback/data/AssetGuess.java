package dev.fastback.data;

import org.jspecify.annotations.Nullable;

/**
 * The class of an instrument as its bars and its symbol tell it.
 *
 * <p>Bars that are at most a few days apart decide first: a market that trades on the Saturdays of most weeks, at least half as
 * much as on other days, is crypto; one that trades on the Sundays and Fridays of most weeks, but not on Saturdays, is fx when
 * its symbol is a pair of currencies, else a future. Otherwise the symbol decides, as {@link AssetClass#ofSymbol} has it.
 *
 * @param asset the class
 * @param warning one line when bars and symbol disagree, else null
 */
public record AssetGuess(AssetClass asset, @Nullable String warning) {
    private static final long LONGEST_MEAN_STEP = 3 * BarSteps.DAY_MILLIS;
    private static final int WEEKS_TO_MISS_SATURDAYS = 4;

    /** Returns the guess about a series. */
    public static AssetGuess of(BarSeries bars) {
        @Nullable AssetClass named = AssetClass.named(bars.symbol());
        Week week = Week.of(bars);
        if (week.hasSaturdays()) {
            return new AssetGuess(AssetClass.CRYPTO, named == AssetClass.FX ? disagreement(bars, "bars on Saturdays", "crypto", named) : null);
        }
        if (week.hasSundays()) {
            AssetClass asset = named == AssetClass.FX ? AssetClass.FX : AssetClass.FUTURE;
            return new AssetGuess(asset, named == AssetClass.CRYPTO
                    ? disagreement(bars, "bars on Sundays and none on Saturdays", "future", named) : null);
        }
        if (named == AssetClass.CRYPTO && week.lacksSaturdays()) {
            return new AssetGuess(named, bars.symbol() + " is taken for crypto by its name, but has no bars on Saturdays; --asset decides");
        }
        return new AssetGuess(named == null ? AssetClass.STOCK : named, null);
    }

    private static String disagreement(BarSeries bars, String seen, String asset, AssetClass named) {
        return bars.symbol() + " has " + seen + " and is taken for " + asset + ", but is named like " + named.label()
                + "; --asset decides";
    }

    /** On which days of most weeks there are bars. */
    private record Week(int weeks, int saturdays, int sundays, int fridays, long saturdayBars, long bars) {
        static Week of(BarSeries bars) {
            int size = bars.size();
            if (size < 2 || (bars.timeMillis(size - 1) - bars.timeMillis(0)) / (size - 1) > LONGEST_MEAN_STEP) {
                return new Week(0, 0, 0, 0, 0, size);
            }
            int[] days = new int[7];
            int weeks = 0;
            long saturdayBars = 0;
            long midnight = 0;
            int ofWeek = -1;
            long monday = Long.MIN_VALUE;
            for (int i = 0; i < size; i++) {
                long time = bars.timeMillis(i);
                if (ofWeek < 0 || time - midnight >= BarSteps.DAY_MILLIS) {
                    // Day 0 of the epoch was a Thursday; 0 is a Monday here.
                    long day = Math.floorDiv(time, BarSteps.DAY_MILLIS);
                    ofWeek = (int) Math.floorMod(day + 3, 7L);
                    midnight = day * BarSteps.DAY_MILLIS;
                    days[ofWeek]++;
                    weeks += day - ofWeek != monday ? 1 : 0;
                    monday = day - ofWeek;
                }
                saturdayBars += ofWeek == 5 ? 1 : 0;
            }
            return new Week(weeks, days[5], days[6], days[4], saturdayBars, size);
        }

        boolean hasSaturdays() {
            return 2 * saturdays > weeks && 14 * saturdayBars >= bars;
        }

        boolean hasSundays() {
            return weeks > 1 && 2 * sundays > weeks && 2 * fridays > weeks && 2 * saturdays <= weeks;
        }

        boolean lacksSaturdays() {
            return weeks >= WEEKS_TO_MISS_SATURDAYS && saturdays == 0;
        }
    }
}
