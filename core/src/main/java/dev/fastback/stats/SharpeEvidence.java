package dev.fastback.stats;

/**
 * How far a Sharpe ratio may be believed, given the length of its record, the shape of its returns and the number of trials it was chosen from.
 * All Sharpe ratios here are per bar, not annualised; {@code skewness} and {@code kurtosis} are those of {@link Moments}.
 */
public final class SharpeEvidence {
    private static final double EULER_GAMMA = 0.57721566490153286;

    private SharpeEvidence() {}

    /**
     * Returns the standard error of a Sharpe ratio, {@code sqrt((1 - skewness SR + (kurtosis - 1) / 4 SR^2) / (bars - 1))} (Mertens 2002; Bailey and
     * Lopez de Prado, "The Sharpe ratio efficient frontier", 2012).
     *
     * @throws IllegalArgumentException with fewer than two bars
     */
    public static double standardError(double sharpe, int bars, double skewness, double kurtosis) {
        if (bars < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 bars, got " + bars);
        }
        return Math.sqrt(shape(sharpe, skewness, kurtosis) / (bars - 1));
    }

    /**
     * Returns the probabilistic Sharpe ratio: the probability that the true ratio exceeds {@code benchmark} (Bailey and Lopez de Prado 2012).
     *
     * @param bars length of the record
     */
    public static double probabilistic(double sharpe, double benchmark, int bars, double skewness, double kurtosis) {
        return Normal.cumulative((sharpe - benchmark) / standardError(sharpe, bars, skewness, kurtosis));
    }

    /**
     * Returns the expected maximum of independent standard normal values, {@code (1 - g) z(1 - 1/N) + g z(1 - 1/(N e))} with Euler's constant g (Bailey
     * and Lopez de Prado, "The deflated Sharpe ratio", 2014); 0 for a single trial, of which nothing was chosen. {@code trials} need not be whole:
     * an effective number of trials is not.
     *
     * @throws IllegalArgumentException with fewer than one trial
     */
    public static double expectedMaximum(double trials) {
        if (!(trials >= 1)) {
            throw new IllegalArgumentException("at least 1 trial is needed, got " + trials);
        }
        if (trials == 1) {
            return 0.0;
        }
        return Math.max(
                0.0,
                (1 - EULER_GAMMA) * -Normal.quantile(1 / trials) + EULER_GAMMA * -Normal.quantile(1 / (trials * Math.E)));
    }

    /**
     * Returns the deflated Sharpe ratio: the probability that the true ratio of the best of many trials exceeds what the best of as many trials
     * without skill is expected to reach (Bailey and Lopez de Prado 2014).
     *
     * @param deviationOfTrials deviation of the trials' Sharpe ratios per bar
     * @param trials how many independent trials the best was chosen from
     */
    public static double deflated(Moments best, double deviationOfTrials, double trials) {
        double benchmark = deviationOfTrials * expectedMaximum(trials);
        return probabilistic(best.sharpe(), benchmark, best.count(), best.skewness(), best.kurtosis());
    }

    /**
     * Returns the minimum track record: the bars after which a ratio above {@code benchmark} is significant at {@code level}; infinite when it is not
     * above (Bailey and Lopez de Prado 2012).
     *
     * @param level for example 0.05
     */
    public static double minimumTrackRecord(
            double sharpe, double benchmark, double skewness, double kurtosis, double level) {
        if (!(sharpe > benchmark)) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = -Normal.quantile(level) / (sharpe - benchmark);
        return 1 + shape(sharpe, skewness, kurtosis) * ratio * ratio;
    }

    /**
     * Returns the minimum backtest length in years: the length below which the best of {@code trials} trials without skill is expected to have an
     * annual ratio above {@code annualSharpe} (Bailey, Borwein, Lopez de Prado and Zhu, Notices of the AMS 61, 2014).
     */
    public static double minimumBacktestYears(double trials, double annualSharpe) {
        double ratio = expectedMaximum(trials) / annualSharpe;
        return ratio * ratio;
    }

    private static double shape(double sharpe, double skewness, double kurtosis) {
        double shape = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
        return Math.max(shape, 0.0);
    }
}
