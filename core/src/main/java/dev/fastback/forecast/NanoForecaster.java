package dev.fastback.forecast;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.nano.NanoInput;
import dev.fastback.forecast.nano.NanoNetwork;
import dev.fastback.forecast.nano.NanoShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model that comes with Fastback. A network that learned on computed markets alone tells how wide the next bar's close, high and low may lie around the
 * last close ({@link NanoShape}); what shape that takes, the series tells itself: point and band are the width times quantiles of its last {@value #KEPT} moves
 * from a close, each divided by the width that was forecast for it (filtered historical simulation). The open takes the close's width. Direction is not forecast.
 *
 * <p>A question needs {@value NanoShape#BARS} moves and {@value #LEAST} bars after them; with fewer, and where only moves are known, {@code ewma-vol} answers.
 */
public final class NanoForecaster implements Forecaster {
    static final int KEPT = 250;
    static final int LEAST = 60;
    private static final double LEAST_WIDTH = 1e-9;
    private static final Column[] COLUMNS = Column.values();

    private final NanoNetwork network;
    private final Forecaster others = new EwmaVolForecaster();

    /** Makes the forecaster of the network that comes with Fastback. */
    public NanoForecaster() {
        this(NanoNetwork.shipped());
    }

    /** Makes the forecaster of another network. */
    NanoForecaster(NanoNetwork network) {
        this.network = network;
    }

    @Override
    public String id() {
        return "nano";
    }

    @Override
    public int contextLimit() {
        return Math.max(NanoShape.BARS + KEPT, others.contextLimit());
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        ForecastBatch batch = ForecastBatch.ofSize(contexts.size());
        List<Integer> left = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < contexts.size(); i++) {
            KnownBars known = contexts.get(i).known();
            if (known == null || known.bars().size() < NanoShape.BARS + 1 + LEAST) {
                left.add(i);
            } else {
                group(groups, known.bars()).add(i, known);
            }
        }
        for (Group group : groups) {
            group.answer(network, batch);
        }
        ForecastBatch given = others.forecast(left.stream().map(contexts::get).toList());
        for (int k = 0; k < left.size(); k++) {
            batch.point()[left.get(k)] = given.point()[k];
            batch.lower()[left.get(k)] = given.lower()[k];
            batch.upper()[left.get(k)] = given.upper()[k];
        }
        return batch;
    }

    /** Returns the group of questions about the same series, which is mostly the last one. */
    private static Group group(List<Group> groups, BarSeries bars) {
        for (int g = groups.size() - 1; g >= 0; g--) {
            if (groups.get(g).longest.beginsWith(bars)) {
                return groups.get(g);
            }
        }
        Group group = new Group(bars);
        groups.add(group);
        return group;
    }

    /** Questions about one series: of the columns of several next bars. */
    private static final class Group {
        private BarSeries longest;
        private int shortest;
        private final List<List<Question>> questions = new ArrayList<>();

        private record Question(int slot, int target) {}

        Group(BarSeries bars) {
            longest = bars;
            shortest = bars.size();
            for (int column = 0; column < COLUMNS.length; column++) {
                questions.add(new ArrayList<>());
            }
        }

        void add(int slot, KnownBars known) {
            int target = known.bars().size();
            longest = target > longest.size() ? known.bars() : longest;
            shortest = Math.min(shortest, target);
            questions.get(known.column().ordinal()).add(new Question(slot, target));
        }

        /**
         * Answers all. Bars are counted from the first that any question needs; the moves of its last {@value NanoForecaster#KEPT} bars, and the row before each.
         */
        void answer(NanoNetwork network, ForecastBatch batch) {
            int from = Math.max(0, shortest - KEPT - NanoShape.BARS - 1);
            BarSeries bars = longest.slice(from, longest.size());
            double[][] logs = new double[COLUMNS.length][];
            for (Column column : COLUMNS) {
                logs[column.ordinal()] = logs(bars, column);
            }
            float[][] widths = widths(network, logs);
            for (Column column : COLUMNS) {
                List<Question> asked = questions.get(column.ordinal());
                asked.sort((a, b) -> Integer.compare(a.target(), b.target()));
                answer(asked, from, logs, column, widths[widthOf(column)], batch);
            }
        }

        private static double[] logs(BarSeries bars, Column column) {
            double[] logs = new double[bars.size()];
            for (int t = 0; t < logs.length; t++) {
                logs[t] = StrictMath.log(bars.value(column, t));
            }
            return logs;
        }

        /** Returns which output of the network tells the width of a column. */
        private static int widthOf(Column column) {
            return switch (column) {
                case OPEN, CLOSE -> 0;
                case HIGH -> 1;
                case LOW -> 2;
            };
        }

        /** Returns for close, high and low the distance from the 0.1 to the 0.9 quantile of each bar, forecast from the bars before it. */
        private static float[][] widths(NanoNetwork network, double[][] logs) {
            float[] moves = NanoInput.moves(
                    logs[Column.OPEN.ordinal()], logs[Column.HIGH.ordinal()], logs[Column.LOW.ordinal()], logs[Column.CLOSE.ordinal()]);
            int size = logs[0].length;
            float[][] widths = new float[NanoShape.COLUMNS][size + 1];
            float[] quantiles = new float[NanoShape.COLUMNS * NanoShape.LEVELS];
            NanoNetwork.Workspace work = new NanoNetwork.Workspace();
            for (int target = NanoShape.BARS + 1; target <= size; target++) {
                network.compute(moves, NanoInput.rowOf(target - 1), quantiles, 0, NanoShape.COLUMNS, work);
                for (int column = 0; column < widths.length; column++) {
                    int q = column * NanoShape.LEVELS;
                    widths[column][target] = quantiles[q + NanoShape.LEVELS - 1] - quantiles[q];
                }
            }
            return widths;
        }

        /** Answers the questions about a column, whose targets rise, while a window of standardised moves slides along. */
        private static void answer(List<Question> asked, int from, double[][] logs, Column column, float[] widths, ForecastBatch batch) {
            double[] prices = logs[column.ordinal()];
            double[] closes = logs[Column.CLOSE.ordinal()];
            SortedWindow window = new SortedWindow(KEPT);
            int known = NanoShape.BARS + 1;
            for (Question question : asked) {
                int target = question.target() - from;
                for (; known < target; known++) {
                    window.add((prices[known] - closes[known - 1]) / Math.max(widths[known], LEAST_WIDTH));
                }
                double width = widths[target];
                double before = closes[target - 1] - prices[target - 1];
                batch.point()[question.slot()] = move(before + width * window.quantile(0.5));
                batch.lower()[question.slot()] = move(before + width * window.quantile(Quantiles.LOW));
                batch.upper()[question.slot()] = move(before + width * window.quantile(Quantiles.HIGH));
            }
        }

        private static double move(double log) {
            return StrictMath.expm1(log);
        }
    }
}
