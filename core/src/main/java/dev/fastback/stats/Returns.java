package dev.fastback.stats;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Figures of an account that compounds, made of its returns bar by bar: {@code equity[t] = equity[t - 1] (1 + r[t])}, from 1. Returns are fractions
 * in bar order; deviations are those of the sample.
 */
public final class Returns {
    private Returns() {}

    /** Returns {@code equity[T]^(periods / T) - 1}, the compound return per year; -1 for an account that lost everything, 0 without bars. */
    public static double cagr(double[] r, double periodsPerYear) {
        if (r.length == 0) {
            return 0;
        }
        double end = 1 + ReturnStatistics.compounded(r);
        return end <= 0 ? -1 : Math.pow(end, periodsPerYear / r.length) - 1;
    }

    /**
     * Returns Sortino's ratio, {@code mean(r) / sqrt(mean(min(r, 0)^2)) * sqrt(periods)} as empyrical and vectorbt define it; 0 where nothing was
     * lost on any bar and nothing earned, infinite where something was.
     */
    public static double sortino(double[] r, double periodsPerYear) {
        if (r.length == 0) {
            return 0;
        }
        double squares = 0;
        for (double x : r) {
            double loss = Math.min(x, 0);
            squares += loss * loss;
        }
        double mean = ReturnStatistics.mean(r);
        return mean == 0 ? 0 : mean / Math.sqrt(squares / r.length) * Math.sqrt(periodsPerYear);
    }

    /** Returns the largest fall of the equity from an earlier peak, the start included, as a fraction of the peak. */
    public static double maxDrawdown(double[] r) {
        double equity = 1;
        double peak = 1;
        double least = 1;
        for (double x : r) {
            equity *= 1 + x;
            peak = Math.max(peak, equity);
            least = Math.min(least, equity / peak);
        }
        return 1 - least;
    }

    /** Returns the compound return per year divided by the maximum drawdown; 0 where there was none and nothing was earned. */
    public static double calmar(double[] r, double periodsPerYear) {
        double cagr = cagr(r, periodsPerYear);
        return cagr == 0 ? 0 : cagr / maxDrawdown(r);
    }

    /** Returns the ulcer index: the root of the mean square of the drawdowns at all bars; 0 without bars. */
    public static double ulcer(double[] r) {
        double equity = 1;
        double peak = 1;
        double squares = 0;
        for (double x : r) {
            equity *= 1 + x;
            peak = Math.max(peak, equity);
            double fall = 1 - equity / peak;
            squares += fall * fall;
        }
        return r.length == 0 ? 0 : Math.sqrt(squares / r.length);
    }

    /** Returns omega at 0: the sum of gains divided by the sum of losses; 0 where nothing was gained, infinite where nothing was lost. */
    public static double omega(double[] r) {
        double gains = 0;
        double losses = 0;
        for (double x : r) {
            gains += Math.max(x, 0);
            losses += Math.max(-x, 0);
        }
        return gains == 0 ? 0 : gains / losses;
    }

    /** Returns the sample deviation of returns times the root of the bars per year; 0 with fewer than two bars. */
    public static double volatility(double[] r, double periodsPerYear) {
        return r.length < 2 ? 0 : ReturnStatistics.sampleDeviation(r) * Math.sqrt(periodsPerYear);
    }

    /** Returns a quantile with linear interpolation, as numpy's default; 0 without bars. */
    public static double quantile(double[] r, double share) {
        if (r.length == 0) {
            return 0;
        }
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        return quantileOfSorted(sorted, share);
    }

    /** Returns a quantile of ascending values, at least one, with linear interpolation. */
    static double quantileOfSorted(double[] sorted, double share) {
        return quantileOfSorted(sorted, sorted.length, share);
    }

    /**
     * Returns a quantile of the first {@code size} of ascending values, at least one, by linear interpolation between order statistics (type 7 of Hyndman and
     * Fan, The American Statistician 50, 1996).
     */
    public static double quantileOfSorted(double[] sorted, int size, double share) {
        double at = share * (size - 1);
        int below = (int) at;
        return between(sorted[below], sorted[Math.min(below + 1, size - 1)], at - below);
    }

    /** Returns the same quantile of values that are given by their rank, from 0 for the smallest. */
    static double quantile(IntToDoubleFunction ranked, int size, double share) {
        double at = share * (size - 1);
        int below = (int) at;
        return between(ranked.applyAsDouble(below), ranked.applyAsDouble(Math.min(below + 1, size - 1)), at - below);
    }

    private static double between(double first, double second, double share) {
        return first + share * (second - first);
    }

    /**
     * Returns the mean of the worst returns: of as many as lie at or below a quantile where no two are equal, {@code floor(share (n - 1)) + 1}, as empyrical's
     * conditional value at risk; of an account that is flat on most bars too, where nearly all are at most a quantile of 0. 0 without bars.
     */
    public static double meanOfWorst(double[] r, double share) {
        if (r.length == 0) {
            return 0;
        }
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        int count = (int) (share * (r.length - 1)) + 1;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sorted[i];
        }
        return sum / count;
    }

    /** Returns the size of the 95 % quantile divided by that of the 5 % quantile; 0 where the larger one is 0. */
    public static double tailRatio(double[] r) {
        double right = Math.abs(quantile(r, 0.95));
        return right == 0 ? 0 : right / Math.abs(quantile(r, 0.05));
    }
}
