package dev.fastback.onnx;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.Movements;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.KnownBars;
import dev.fastback.onnx.card.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Contexts of bars that nobody traded, the same ones everywhere, with which models are tried. */
final class TestRows {
    private static final long SEED = 20_241_107;
    private static final double PER_BAR = 0.02;
    private static final int CALM = 64;

    private TestRows() {}

    /** Returns contexts for a card, all of full length, each of another series; from {@value #CALM} on they move four times as much. */
    static List<Context> contexts(ModelCard card, int count) {
        List<Context> contexts = new ArrayList<>(count);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < count; i++) {
            BarSeries bars = bars(random.split(), card.context() + 1, i < CALM ? PER_BAR : 4 * PER_BAR);
            List<Column> asked = card.output().columns().isEmpty() ? List.of(Column.values()) : card.output().columns();
            Column column = asked.get(i % asked.size());
            contexts.add(new Context(Movements.of(bars, column), 1, bars.size(), new KnownBars(bars, column)));
        }
        return contexts;
    }

    private static BarSeries bars(SplittableRandom random, int n, double perBar) {
        long[] times = new long[n];
        double[][] prices = new double[4][n];
        double close = 20 + 200 * random.nextDouble();
        double volatility = perBar * (0.3 + random.nextDouble());
        for (int t = 0; t < n; t++) {
            times[t] = 86_400_000L * (t + 1);
            double open = close * Math.exp(0.1 * volatility * random.nextGaussian());
            double next = open * Math.exp(volatility * random.nextGaussian());
            prices[0][t] = open;
            prices[1][t] = Math.max(open, next) * Math.exp(volatility * random.nextDouble());
            prices[2][t] = Math.min(open, next) * Math.exp(-volatility * random.nextDouble());
            prices[3][t] = next;
            close = next;
        }
        return BarSeries.ofOwned("TEST", times, prices[0], prices[1], prices[2], prices[3], new double[n], n);
    }
}
