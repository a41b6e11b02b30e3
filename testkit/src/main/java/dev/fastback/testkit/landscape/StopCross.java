package dev.fastback.testkit.landscape;

import java.util.Random;

/**
 * A crossover of two averages with a stop on 1,260 made-up daily bars, evaluated bar by bar: long from the open after the fast average has risen
 * above the slow one, until the open after it has fallen below, or the stop; fee 0.1 % per fill.
 */
final class StopCross {
    static final int BARS = 1260;

    private static final double FEE = 0.001;
    private static final double QUANTUM = 0x1p48;
    private static final double YEAR = 252;

    final double[] open = new double[BARS];
    final double[] high = new double[BARS];
    final double[] low = new double[BARS];
    final double[] close = new double[BARS];

    StopCross(long seed) {
        Random random = new Random(seed);
        double price = 100;
        for (int i = 0; i < BARS; i++) {
            double o = price * StrictMath.exp(0.004 * random.nextGaussian());
            double c = o * StrictMath.exp(0.0005 + 0.03 * random.nextGaussian());
            open[i] = o;
            close[i] = c;
            high[i] = Math.max(o, c) * StrictMath.exp(Math.abs(0.01 * random.nextGaussian()));
            low[i] = Math.min(o, c) * StrictMath.exp(-Math.abs(0.01 * random.nextGaussian()));
            price = c;
        }
    }

    /** Returns the mean of the closes of each bar and those before it; NaN until there are enough. */
    double[] average(int length) {
        double[] average = new double[BARS];
        double sum = 0;
        for (int i = 0; i < BARS; i++) {
            sum += close[i] - (i >= length ? close[i - length] : 0);
            average[i] = i >= length - 1 ? sum / length : Double.NaN;
        }
        return average;
    }

    /** Returns the annualised Sharpe ratio; sums of returns are kept in units of 2^-48. */
    double sharpe(boolean[] wanted, double stop, double target) {
        double units = 0;
        double level = 0;
        double goal = 0;
        long sum = 0;
        long squares = 0;
        boolean wants = false;
        boolean wanted1 = false;
        for (int i = 0; i < BARS; i++) {
            double growth = 1;
            double from = units != 0 ? close[Math.max(0, i - 1)] : open[i];
            if (units == 0 && wants && !wanted1) {
                units = 1;
                level = open[i] * (1 - stop);
                goal = open[i] * (1 + target);
                growth = 1 - FEE;
            } else if (units != 0 && !wants) {
                units = 0;
                growth = open[i] / from * (1 - FEE);
            }
            if (units != 0) {
                boolean stopped = low[i] <= level;
                if (stopped || high[i] > goal) {
                    units = 0;
                    growth *= (stopped ? Math.min(open[i], level) : Math.max(open[i], goal)) / from * (1 - FEE);
                } else {
                    growth *= close[i] / from;
                }
            }
            double r = growth - 1;
            sum += Math.round(r * QUANTUM);
            squares += Math.round(r * r * QUANTUM);
            wanted1 = wants;
            wants = wanted[i];
        }
        double total = sum / QUANTUM;
        double mean = total / BARS;
        double variance = (squares / QUANTUM - total * mean) / (BARS - 1);
        return variance > 0 ? mean / Math.sqrt(variance) * Math.sqrt(YEAR) : 0;
    }

    /** Returns the relative strength index of the closes, Wilder's smoothing; NaN until there are enough. */
    double[] strength(int length) {
        double[] strength = new double[BARS];
        double up = 0;
        double down = 0;
        strength[0] = Double.NaN;
        for (int i = 1; i < BARS; i++) {
            double change = close[i] - close[i - 1];
            double weight = 1.0 / length;
            double kept = i <= length ? 1 : 1 - weight;
            up = up * kept + Math.max(0, change) * weight;
            down = down * kept + Math.max(0, -change) * weight;
            strength[i] = i < length ? Double.NaN : up + down == 0 ? 50 : 100 * up / (up + down);
        }
        return strength;
    }
}
