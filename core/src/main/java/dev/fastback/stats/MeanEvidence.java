package dev.fastback.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the mean of unseen returns may be believed to lie above 0.
 *
 * @param bars returns
 * @param mean per bar, a fraction
 * @param standardError of the mean: the larger of the one of independent returns and of the one that allows for their dependence over time
 * @param pValue probability of a mean at least as high if the true one were 0: Student's distribution with {@code bars - 1} degrees of freedom, one-sided
 * @param low lower end of the 95 % interval of the mean by the stationary bootstrap
 * @param high upper end
 * @param sharpe Sharpe ratio per bar, not annualised
 * @param sharpeError its standard error ({@link SharpeEvidence#standardError})
 */
public record MeanEvidence(
        int bars,
        double mean,
        double standardError,
        double pValue,
        double low,
        double high,
        double sharpe,
        double sharpeError) {
    /** Resamples made for an interval. */
    public static final int DRAWS = 2_000;

    private static final double LEVEL = 0.95;
    private static final int FEWEST_BARS = 2;

    /**
     * Returns the evidence of returns in bar order. With fewer than two bars everything but the mean is NaN; without variation the mean is certain:
     * error 0, p-value 1 unless the mean is above 0.
     *
     * @param seed seed of the resamples
     * @throws IllegalArgumentException without returns
     */
    public static MeanEvidence of(double[] returns, long seed) {
        return of(List.of(returns), seed, Parts.IN_TURN).getFirst();
    }

    /**
     * Returns the evidence of each of several series of returns, the resamples drawn once for all; see {@link #of(double[], long)}.
     *
     * @param parts does the draws, and what is made of each series
     */
    public static List<MeanEvidence> of(List<double[]> series, long seed, Parts parts) {
        for (double[] returns : series) {
            if (returns.length == 0) {
                throw new IllegalArgumentException("evidence needs returns");
            }
        }
        List<double[]> resampled = series.stream().filter(returns -> returns.length >= FEWEST_BARS).toList();
        Parts each = parts.forBarsOf(resampled);
        StationaryBootstrap[] bootstraps = new StationaryBootstrap[resampled.size()];
        each.forEach(bootstraps.length, i -> bootstraps[i] = new StationaryBootstrap(BlockLength.of(resampled.get(i)), DRAWS, seed));
        List<StationaryBootstrap.Interval> intervals = StationaryBootstrap.percentileIntervals(List.of(bootstraps), resampled, LEVEL, parts);
        MeanEvidence[] ofResampled = new MeanEvidence[bootstraps.length];
        each.forEach(
                bootstraps.length,
                i -> ofResampled[i] = of(resampled.get(i), ReturnStatistics.mean(resampled.get(i)), bootstraps[i], intervals.get(i)));
        List<MeanEvidence> evidence = new ArrayList<>(series.size());
        int next = 0;
        for (double[] returns : series) {
            evidence.add(
                    returns.length < FEWEST_BARS
                            ? new MeanEvidence(
                                    returns.length, ReturnStatistics.mean(returns), Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                            : ofResampled[next++]);
        }
        return evidence;
    }

    /** Returns the same without the interval, whose ends are NaN: no resample is drawn. */
    public static MeanEvidence withoutInterval(double[] returns) {
        if (returns.length < FEWEST_BARS) {
            return of(returns, 0);
        }
        var bootstrap = new StationaryBootstrap(BlockLength.of(returns), DRAWS, 0);
        return of(
                returns, ReturnStatistics.mean(returns), bootstrap, new StationaryBootstrap.Interval(Double.NaN, Double.NaN));
    }

    private static MeanEvidence of(
            double[] returns, double mean, StationaryBootstrap bootstrap, StationaryBootstrap.Interval interval) {
        Moments moments = Moments.of(returns);
        double error = standardError(returns, moments, bootstrap);
        return new MeanEvidence(
                returns.length,
                mean,
                error,
                pValue(mean, error, returns.length),
                interval.low(),
                interval.high(),
                moments.sharpe(),
                SharpeEvidence.standardError(
                        moments.sharpe(), returns.length, moments.skewness(), moments.kurtosis()));
    }

    private static double standardError(double[] returns, Moments moments, StationaryBootstrap bootstrap) {
        int n = returns.length;
        double independent = moments.deviation() * moments.deviation();
        // The sample form, as the deviation of independent returns has it.
        double dependent = bootstrap.varianceOfMeanTimesCount(returns) * n / (n - 1);
        return Math.sqrt(Math.max(independent, dependent) / n);
    }

    private static double pValue(double mean, double error, int bars) {
        if (error == 0) {
            return mean > 0 ? 0.0 : 1.0;
        }
        return StudentT.upperTail(mean / error, bars - 1);
    }
}
