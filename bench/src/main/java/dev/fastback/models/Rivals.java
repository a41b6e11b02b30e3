package dev.fastback.models;

import dev.fastback.forecast.linear.LinearModel;
import dev.fastback.forecast.nano.NanoShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasters of the next bar, each brought to one form: a centre and a width per column and bar, made of earlier bars alone. {@link Calibrated} gives all of
 * them the same quantiles: those of the series' own last 250 standardised misses. Centres and prices are logarithms relative to the close before the bar.
 */
final class Rivals {
    private static final double DECAY = 0.94;
    private static final int START = 20;

    private Rivals() {}

    /**
     * A forecaster's view of one series.
     *
     * @param centre by column, then bar
     * @param width by column, then bar; not a number where there is none yet
     */
    record View(double[][] centre, double[][] width) {
        static View of(int size) {
            View view = new View(new double[NanoShape.COLUMNS][size], new double[NanoShape.COLUMNS][size]);
            for (double[] widths : view.width) {
                Arrays.fill(widths, Double.NaN);
            }
            return view;
        }
    }

    /** Returns the statistical ones by name. */
    static Map<String, View> statistical(Moves moves) {
        Map<String, View> views = new LinkedHashMap<>();
        double[][] own = ownMoves(moves);
        views.put("previous", points(moves, own, Rivals::previous));
        views.put("mean5", points(moves, own, Rivals::mean5));
        views.put("zero", points(moves, own, (values, t) -> 0));
        views.put("rolling", rolling(moves));
        views.put("ewma-vol", ewmaVol(moves, own));
        views.put("ewma close", ewma(moves, false));
        views.put("ewma close+range", ewma(moves, true));
        views.put("linear", linear(moves));
        return views;
    }

    /** Returns moves of close, high and low, each against its own value of the bar before. */
    private static double[][] ownMoves(Moves moves) {
        double[][] own = new double[NanoShape.COLUMNS][moves.size()];
        for (int column = 0; column < own.length; column++) {
            for (int t = 1; t < moves.size(); t++) {
                own[column][t] = moves.target(t - 1, 1, column) - moves.target(t - 1, 0, column);
            }
        }
        return own;
    }

    private interface Point {
        double of(double[] values, int t);
    }

    private static double previous(double[] values, int t) {
        return values[t - 1];
    }

    private static double mean5(double[] values, int t) {
        return (values[t - 1] + values[t - 2] + values[t - 3] + values[t - 4] + values[t - 5]) / 5;
    }

    private static View points(Moves moves, double[][] own, Point point) {
        View view = View.of(moves.size());
        for (int column = 0; column < own.length; column++) {
            for (int t = 6; t < moves.size(); t++) {
                view.centre[column][t] = moves.target(t - 1, 0, column) + point.of(own[column], t);
                view.width[column][t] = 1;
            }
        }
        return view;
    }

    private static View rolling(Moves moves) {
        View view = View.of(moves.size());
        for (double[] widths : view.width) {
            Arrays.fill(widths, 1, widths.length, 1.0);
        }
        return view;
    }

    /** As {@code --forecaster ewma-vol}: each column by its own moves. */
    private static View ewmaVol(Moves moves, double[][] own) {
        View view = View.of(moves.size());
        for (int column = 0; column < own.length; column++) {
            double variance = 0;
            for (int t = 1; t < moves.size(); t++) {
                if (t > START) {
                    view.centre[column][t] = moves.target(t - 1, 0, column);
                    view.width[column][t] = Math.sqrt(variance);
                }
                double square = own[column][t] * own[column][t];
                variance = t <= START ? variance + square / START : DECAY * variance + (1 - DECAY) * square;
            }
        }
        return view;
    }

    /** The same volatility, of close against close, for all columns relative to the last close; with the range's variance as half of it or without. */
    private static View ewma(Moves moves, boolean withRange) {
        View view = View.of(moves.size());
        double variance = 0;
        for (int t = 1; t < moves.size(); t++) {
            if (t > START) {
                for (double[] widths : view.width) {
                    widths[t] = Math.sqrt(variance);
                }
            }
            double close = moves.target(t - 1, 1, 0);
            double range = NanoShape.RANGE * (moves.target(t - 1, 1, 1) - moves.target(t - 1, 1, 2));
            double square = withRange ? (close * close + range * range) / 2 : close * close;
            variance = t <= START ? variance + square / START : DECAY * variance + (1 - DECAY) * square;
        }
        return view;
    }

    /** The generator's own deviation, which no forecaster can know. */
    static View oracle(int size, double[] deviations) {
        View view = View.of(size);
        for (double[] widths : view.width) {
            System.arraycopy(deviations, 0, widths, 0, size);
        }
        return view;
    }

    /** The width of the linear model that comes with Fastback. */
    private static View linear(Moves moves) {
        View view = View.of(moves.size());
        float[][] widths = LinearModel.shipped().widths(moves.x(), moves.size(), t -> 0);
        for (int column = 0; column < widths.length; column++) {
            for (int t = NanoShape.BARS + 1; t < moves.size(); t++) {
                view.width[column][t] = widths[column][t];
            }
        }
        return view;
    }

    /** The network's 10 to 90 width of the next bar. */
    static View nano(Moves moves, float[] parameters) {
        int batch = NanoTraining.BATCH;
        TrainedNetwork network = new TrainedNetwork(parameters, batch);
        View view = View.of(moves.size());
        float[] x = new float[batch * NanoShape.INPUT];
        for (int from = NanoShape.BARS + 1; from < moves.size(); from += batch) {
            int rows = Math.min(batch, moves.size() - from);
            for (int row = 0; row < rows; row++) {
                moves.context(from + row - 1, x, row);
            }
            network.forward(x, rows);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < NanoShape.COLUMNS; column++) {
                    int q = row * NanoShape.OUTPUT + column * NanoShape.LEVELS;
                    view.width[column][from + row] = network.quantiles[q + NanoShape.LEVELS - 1] - network.quantiles[q];
                }
            }
        }
        return view;
    }
}
