package dev.fastback.models;

import dev.fastback.forecast.nano.NanoShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Contexts to learn from, of markets that are computed and not observed. Because the market is computed, the bar after a context can be drawn
 * {@value #REPEATS} times, which tells more of its distribution than the one that follows.
 */
final class TrainingMarket {
    /** How often the next bar is drawn. */
    static final int REPEATS = 12;

    /** Targets of a row: the next bar that often, then the bars 2 to 7 ahead; each close, high, low. */
    static final int TARGETS = NanoShape.COLUMNS * (REPEATS + NanoShape.HORIZON - 1);

    private static final int WARM_UP = 100;

    private TrainingMarket() {}

    /**
     * A context: of a series, up to a bar.
     *
     * @param next the next bar's close, high and low relative to the close of {@code last}, {@value #REPEATS} times
     */
    record Row(Moves moves, int last, float[] next) {
        /** Copies the targets to a row of an array. */
        void targets(float[] y, int row) {
            int at = row * TARGETS;
            System.arraycopy(next, 0, y, at, next.length);
            at += next.length;
            for (int ahead = 2; ahead <= NanoShape.HORIZON; ahead++) {
                for (int column = 0; column < NanoShape.COLUMNS; column++) {
                    y[at++] = (float) moves.target(last, ahead, column);
                }
            }
        }
    }

    /** Computes a series of so many bars; returns the contexts that end at {@code first} and each {@code stride} bars later. */
    static List<Row> rows(Process process, Draws draws, int bars, int first, int stride) {
        double[][] logs = new double[NanoShape.PRICES][bars];
        double[] bar = new double[NanoShape.PRICES];
        List<float[]> next = new ArrayList<>();
        double close = 0;
        for (int t = -WARM_UP; t < bars; t++) {
            if (isAsked(t - 1, bars, first, stride)) {
                next.add(repeats(process, draws, close, bar));
            }
            process.draw(draws, close, bar);
            for (int price = 0; price < bar.length && t >= 0; price++) {
                logs[price][t] = bar[price];
            }
            process.advance(draws, bar[3] - close);
            close = bar[3];
        }
        Moves moves = Moves.of(logs[0], logs[1], logs[2], logs[3]);
        List<Row> rows = new ArrayList<>(next.size());
        for (int i = 0; i < next.size(); i++) {
            rows.add(new Row(moves, first + i * stride, next.get(i)));
        }
        return rows;
    }

    private static boolean isAsked(int last, int bars, int first, int stride) {
        return last >= first && last + NanoShape.HORIZON < bars && (last - first) % stride == 0;
    }

    private static float[] repeats(Process process, Draws draws, double close, double[] bar) {
        float[] next = new float[REPEATS * NanoShape.COLUMNS];
        for (int i = 0; i < next.length; i += NanoShape.COLUMNS) {
            process.draw(draws, close, bar);
            next[i] = (float) (bar[3] - close);
            next[i + 1] = (float) (bar[1] - close);
            next[i + 2] = (float) (bar[2] - close);
        }
        return next;
    }
}
