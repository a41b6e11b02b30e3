package dev.fastback.data;

/**
 * The number of bars in a year, with which returns and ratios are annualised, guessed from the median distance of the
 * bars and the conventions of the market.
 *
 * <table>
 * <caption>Bars per year by median step</caption>
 * <tr><th>median step</th><th>crypto</th><th>stock</th></tr>
 * <tr><td>less than 20 hours</td><td>365 days / step, 2190 for 4 hours</td>
 *     <td>252 times the bars of a session of 6.5 hours, the last one short: 1764 for 1 hour</td></tr>
 * <tr><td>20 to 28 hours</td><td>365</td><td>252</td></tr>
 * <tr><td>5 to 9 days</td><td>52</td><td>52</td></tr>
 * <tr><td>28 to 31 days</td><td>12</td><td>12</td></tr>
 * <tr><td>any other</td><td>365 days / step</td><td>252 days / step</td></tr>
 * </table>
 *
 * <p>Currencies are as crypto with 260 days, futures as stocks with a session of 23 hours.
 */
public final class PeriodsPerYear {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double SESSION_HOURS = 6.5;
    private static final double FUTURE_SESSION_HOURS = 23;

    private PeriodsPerYear() {}

    /** Returns the bars per year, positive; that of daily bars when there are fewer than two bars to judge by. */
    public static double of(BarSeries bars, AssetClass asset) {
        double hours = BarSteps.medianMillis(bars) / HOUR_MILLIS;
        double days = hours / 24;
        if (hours == 0 || (hours >= 20 && hours <= 28)) {
            return asset.tradingDaysPerYear();
        }
        if (days >= 5 && days <= 9) {
            return 52;
        }
        if (days >= 28 && days <= 31) {
            return 12;
        }
        if (hours < 20 && (asset == AssetClass.STOCK || asset == AssetClass.FUTURE)) {
            double session = asset == AssetClass.STOCK ? SESSION_HOURS : FUTURE_SESSION_HOURS;
            return asset.tradingDaysPerYear() * Math.ceil(session / hours);
        }
        return asset.tradingDaysPerYear() / days;
    }
}
