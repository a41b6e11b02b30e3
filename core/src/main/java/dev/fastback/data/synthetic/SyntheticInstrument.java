package dev.fastback.data.synthetic;

import dev.fastback.data.BarSeries;

/**
 * One synthetic instrument and the model that computes its bars.
 *
 * <p>The logarithm of the price moves in steps of a day. A day's variance follows GARCH(1,1) [1] around a base that a Markov
 * chain of three regimes (rising, sideways, stormy) scales, and each day's size is multiplied by a heavy-tailed factor,
 * which makes returns a scale mixture of normals, as Student's t is. Inside a day the price takes {@value #STEPS} normal
 * steps, whose extremes are high and low, so the bar fits together by construction. A weak pull towards the start price
 * keeps long series within bounds.
 *
 * <p>[1] T. Bollerslev, "Generalized Autoregressive Conditional Heteroskedasticity", Journal of Econometrics 31(3), 1986,
 * 307-327.
 *
 * @param symbol its symbol
 * @param startPrice price before the first bar
 * @param dailyDeviation usual standard deviation of a day's logarithmic return
 * @param nightShare share of a day's variance that falls between close and next open
 * @param usualVolume volume of a usual day
 */
record SyntheticInstrument(
        String symbol, double startPrice, double dailyDeviation, double nightShare, double usualVolume) {
    private static final int STEPS = 24;
    private static final double TICK = 0.01;
    private static final double PULL = 0.001;

    // GARCH: a day's variance is 0.04 of the regime's, 0.10 of yesterday's squared return and 0.86 of yesterday's variance.
    private static final double OF_BASE = 0.04;
    private static final double OF_RETURN = 0.10;
    private static final double OF_VARIANCE = 0.86;
    private static final double MAX_VARIANCE_RATIO = 25;

    // Regimes: drift in usual deviations a day, deviation relative to the usual, chance of leaving on a day.
    private static final double[] DRIFT = {0.09, -0.01, -0.12};
    private static final double[] SCALE = {0.75, 0.85, 1.7};
    private static final double[] LEAVE = {0.012, 0.015, 0.03};

    /** Returns a bar for each of the given times. */
    BarSeries bars(long seed, long[] times) {
        return bars(seed, times, new double[times.length]);
    }

    /** Returns the deviation of each day's move that was known before the day: the root of its variance, the heavy tail left out. */
    double[] deviations(long seed, long[] times) {
        double[] deviations = new double[times.length];
        bars(seed, times, deviations);
        return deviations;
    }

    private BarSeries bars(long seed, long[] times, double[] deviations) {
        SyntheticRandom random = new SyntheticRandom(seed, symbol);
        int count = times.length;
        double[] open = new double[count];
        double[] high = new double[count];
        double[] low = new double[count];
        double[] close = new double[count];
        double[] volume = new double[count];
        double usualVariance = dailyDeviation * dailyDeviation;
        double variance = usualVariance;
        double level = 0;
        int regime = 1;
        for (int i = 0; i < count; i++) {
            regime = nextRegime(regime, random);
            deviations[i] = StrictMath.sqrt(variance);
            double size = deviations[i] * heavyTail(random);
            double before = level;
            level += StrictMath.sqrt(nightShare) * size * random.gaussian();
            double drift = (DRIFT[regime] * dailyDeviation - PULL * level) / STEPS;
            double stepSize = StrictMath.sqrt((1 - nightShare) / STEPS) * size;
            double highest = level;
            double lowest = level;
            open[i] = price(level);
            for (int step = 0; step < STEPS; step++) {
                level += drift + stepSize * random.gaussian();
                highest = Math.max(highest, level);
                lowest = Math.min(lowest, level);
            }
            high[i] = price(highest);
            low[i] = price(lowest);
            close[i] = price(level);
            double move = level - before;
            volume[i] = volume(Math.abs(move) / dailyDeviation, random);
            double base = SCALE[regime] * SCALE[regime] * usualVariance;
            variance = OF_BASE * base + OF_RETURN * move * move + OF_VARIANCE * variance;
            variance = Math.min(variance, MAX_VARIANCE_RATIO * usualVariance);
        }
        return BarSeries.ofOwned(symbol, times, open, high, low, close, volume, count);
    }

    private static int nextRegime(int regime, SyntheticRandom random) {
        boolean leaves = random.fraction() < LEAVE[regime];
        boolean first = random.fraction() < 0.5;
        return leaves ? (regime + (first ? 1 : 2)) % DRIFT.length : regime;
    }

    /** Returns a factor of mean square 1 whose product with a normal number has Student's t distribution of 5 degrees. */
    private static double heavyTail(SyntheticRandom random) {
        double chiSquared = 0;
        for (int i = 0; i < 5; i++) {
            double normal = random.gaussian();
            chiSquared += normal * normal;
        }
        return StrictMath.sqrt(3 / chiSquared);
    }

    private double price(double level) {
        return Math.max(Math.rint(startPrice * StrictMath.exp(level) / TICK), 1) / 100;
    }

    private double volume(double moveInDeviations, SyntheticRandom random) {
        double factor = StrictMath.exp(0.3 * random.gaussian()) * (0.7 + 0.4 * Math.min(moveInDeviations, 8));
        return Math.max(Math.rint(usualVolume * factor), 1);
    }
}
