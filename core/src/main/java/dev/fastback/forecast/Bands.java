package dev.fastback.forecast;

import java.util.List;

/** What the statistical forecasters share: the loop over a batch, the limit of a context, and the band. */
public final class Bands {
    /** The 0.9 quantile of the standard normal distribution. */
    private static final double NORMAL_QUANTILE_90 = 1.2815515594600038;

    private Bands() {}

    /** Forecasts from {@code values[from..to)}, at least one value, into a slot of the batch. */
    public interface OneForecast {
        void into(double[] values, int from, int to, ForecastBatch batch, int slot);
    }

    /** Asks for each context, cut to its {@code limit} newest values; a context without values stays 0. */
    public static ForecastBatch each(List<Context> contexts, int limit, OneForecast one) {
        ForecastBatch batch = ForecastBatch.ofSize(contexts.size());
        for (int slot = 0; slot < contexts.size(); slot++) {
            Context context = contexts.get(slot);
            if (context.length() > 0) {
                int from = Math.max(context.from(), context.to() - limit);
                one.into(context.series(), from, context.to(), batch, slot);
            }
        }
        return batch;
    }

    public static void set(ForecastBatch batch, int slot, double point, double deviation) {
        double half = NORMAL_QUANTILE_90 * deviation;
        batch.point()[slot] = point;
        batch.lower()[slot] = point - half;
        batch.upper()[slot] = point + half;
    }

    public static double mean(double[] values, int from, int to) {
        double sum = 0.0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** Returns the sample deviation; 0 for fewer than two values. */
    public static double deviation(double[] values, int from, int to) {
        if (to - from < 2) {
            return 0.0;
        }
        double mean = mean(values, from, to);
        double sum = 0.0;
        for (int i = from; i < to; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / (to - from - 1));
    }
}
