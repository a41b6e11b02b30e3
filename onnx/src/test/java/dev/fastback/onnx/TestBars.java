package dev.fastback.onnx;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.Movements;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.KnownBars;
import java.util.SplittableRandom;

/** Series and contexts for tests. */
final class TestBars {
    private TestBars() {}

    static BarSeries bars(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[n];
        double[][] prices = new double[4][n];
        double close = 100;
        for (int t = 0; t < n; t++) {
            times[t] = 86_400_000L * (t + 1);
            double open = close * (1 + 0.002 * random.nextDouble(-1, 1));
            close = open * (1 + 0.02 * random.nextDouble(-1, 1));
            prices[0][t] = open;
            prices[1][t] = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
            prices[2][t] = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
            prices[3][t] = close;
        }
        return BarSeries.of("S" + seed, times, prices[0], prices[1], prices[2], prices[3], new double[n]);
    }

    /** Returns the context of a bar, of all that is known before it. */
    static Context context(BarSeries bars, Column column, int target) {
        return new Context(Movements.of(bars, column), Math.min(1, target), target, new KnownBars(bars.slice(0, target), column));
    }
}
