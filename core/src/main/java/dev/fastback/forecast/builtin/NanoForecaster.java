package dev.fastback.forecast.builtin;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.nano.NanoNetwork;
import dev.fastback.forecast.nano.NanoShape;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The model that comes with Fastback. A network that learned on computed markets alone tells how wide the next bar's close, high and low may lie around the
 * last close ({@link NanoShape}); what shape that takes, the series tells itself ({@link CalibratedWidths}). Direction is not forecast.
 *
 * <p>A question needs {@value NanoShape#BARS} moves and {@value CalibratedWidths#LEAST} bars after them; with fewer, and where only moves are known,
 * {@code ewma-vol} answers, which is counted.
 */
public final class NanoForecaster implements Forecaster {
    private static final String NAME = "nano";

    private final NanoNetwork network;
    private final CalibratedWidths widths;

    /** Makes the forecaster of the network that comes with Fastback. */
    public NanoForecaster() {
        this(NanoNetwork.shipped());
    }

    /** Makes the forecaster of another network. */
    NanoForecaster(NanoNetwork network) {
        this.network = network;
        this.widths = new CalibratedWidths(NAME, this::widths);
    }

    @Override
    public String id() {
        return NAME;
    }

    @Override
    public int contextLimit() {
        return widths.contextLimit();
    }

    @Override
    public SortedMap<String, String> origin() {
        return new TreeMap<>(Map.of(NAME, network.sha256()));
    }

    @Override
    public Forecaster forShortSeries() {
        return widths.others();
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return widths.forecast(contexts);
    }

    private float[][] widths(BarSeries bars, float[] moves) {
        int size = bars.size();
        float[][] told = new float[NanoShape.COLUMNS][size + 1];
        int first = NanoShape.BARS + 1;
        float[] quantiles = network.computeNext(moves, first - 1, size + 1 - first);
        for (int target = first; target <= size; target++) {
            for (int column = 0; column < told.length; column++) {
                int q = ((target - first) * NanoShape.COLUMNS + column) * NanoShape.LEVELS;
                told[column][target] = quantiles[q + NanoShape.LEVELS - 1] - quantiles[q];
            }
        }
        return told;
    }
}
