package dev.fastback.forecast.builtin;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.KnownBars;
import dev.fastback.forecast.nano.NanoInput;
import dev.fastback.forecast.nano.NanoShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forecasts by a model that tells how wide the next bar's close, high and low may lie around the last close. What shape that takes, the series tells itself: point and
 * band are the width times quantiles of its last {@value #KEPT} moves from a close, each divided by the width that was forecast for it (filtered historical simulation).
 * The open takes the close's width. What cannot be answered so, {@code ewma-vol} answers, and {@link ForecastUse} counts it.
 */
final class CalibratedWidths {
    static final int KEPT = 250;
    static final int LEAST = 60;
    private static final double LEAST_WIDTH = 1e-9;
    private static final Column[] COLUMNS = Column.values();
    /** Bars that a first width needs, and those after it that calibrate. */
    private static final int LEAST_BARS = NanoShape.BARS + 1 + LEAST;

    private final String id;
    private final Widths model;
    private final Forecaster others = new EwmaVolForecaster();

    /** A model of widths. */
    interface Widths {
        /**
         * Returns for close, high and low the distance from the 0.1 to the 0.9 quantile of each bar, forecast from the bars before it: entry {@code t} of bar {@code t},
         * the last one of the bar after them. Bars before {@code BARS + 1} have none; NaN where there is none else.
         *
         * @param moves of the bars, as {@link NanoInput#moves} makes them
         */
        float[][] of(BarSeries bars, float[] moves);
    }

    /**
     * Makes the forecasts of a model.
     *
     * @param id names it where another answers
     */
    CalibratedWidths(String id, Widths model) {
        this.id = id;
        this.model = model;
    }

    /** Returns what answers where this cannot. */
    Forecaster others() {
        return others;
    }

    int contextLimit() {
        return Math.max(NanoShape.BARS + KEPT, others.contextLimit());
    }

    ForecastBatch forecast(List<Context> contexts) {
        ForecastBatch batch = ForecastBatch.ofSize(contexts.size());
        Map<Integer, String> left = new TreeMap<>();
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < contexts.size(); i++) {
            KnownBars known = contexts.get(i).known();
            if (known == null) {
                left.put(i, "only moves are known, and it reads bars");
            } else if (known.bars().size() < LEAST_BARS) {
                left.put(i, "it needs " + LEAST_BARS + " bars before the one that is forecast, and there are " + known.bars().size());
            } else {
                group(groups, known.bars()).add(i, known);
            }
        }
        for (Group group : groups) {
            group.answer(model, batch, left);
        }
        return left.isEmpty() ? batch : batch.withUse(answerOthers(contexts, left, batch));
    }

    private ForecastUse answerOthers(List<Context> contexts, Map<Integer, String> left, ForecastBatch batch) {
        List<Map.Entry<Integer, String>> open = List.copyOf(left.entrySet());
        ForecastBatch given = others.forecast(open.stream().map(Map.Entry::getKey).map(contexts::get).toList());
        long counted = 0;
        String reason = "";
        for (int k = 0; k < open.size(); k++) {
            int slot = open.get(k).getKey();
            batch.point()[slot] = given.point()[k];
            batch.lower()[slot] = given.lower()[k];
            batch.upper()[slot] = given.upper()[k];
            if (contexts.get(slot).length() > 0) { // without values the forecast is 0, whoever makes it
                reason = counted == 0 ? open.get(k).getValue() : reason;
                counted++;
            }
        }
        return counted == 0 ? ForecastUse.NONE : new ForecastUse(0, 0, List.of(new ForecastUse.Fallback(id, others.id(), counted, reason)));
    }

    /** Returns the logarithms of prices, by column. */
    static double[][] logs(BarSeries bars) {
        double[][] logs = new double[COLUMNS.length][bars.size()];
        for (Column column : COLUMNS) {
            for (int t = 0; t < bars.size(); t++) {
                logs[column.ordinal()][t] = StrictMath.log(bars.value(column, t));
            }
        }
        return logs;
    }

    /** Returns the moves that models of widths read, of {@link #logs}. */
    static float[] moves(double[][] logs) {
        return NanoInput.moves(
                logs[Column.OPEN.ordinal()], logs[Column.HIGH.ordinal()], logs[Column.LOW.ordinal()], logs[Column.CLOSE.ordinal()]);
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
         * Answers all, but those that the model has no widths for. Bars are counted from the first that any question needs; the moves of its last
         * {@value CalibratedWidths#KEPT} bars, and the row before each.
         */
        void answer(Widths model, ForecastBatch batch, Map<Integer, String> left) {
            int from = Math.max(0, shortest - KEPT - NanoShape.BARS - 1);
            BarSeries bars = longest.slice(from, longest.size());
            double[][] logs = logs(bars);
            float[][] widths = model.of(bars, moves(logs));
            for (Column column : COLUMNS) {
                List<Question> asked = questions.get(column.ordinal());
                asked.sort((a, b) -> Integer.compare(a.target(), b.target()));
                answer(asked, from, logs, column, widths[widthOf(column)], batch, left);
            }
        }

        /** Returns which output of a model tells the width of a column. */
        private static int widthOf(Column column) {
            return switch (column) {
                case OPEN, CLOSE -> 0;
                case HIGH -> 1;
                case LOW -> 2;
            };
        }

        /** Answers the questions about a column, whose targets rise, while a window of standardised moves slides along. */
        private static void answer(
                List<Question> asked, int from, double[][] logs, Column column, float[] widths, ForecastBatch batch, Map<Integer, String> left) {
            double[] prices = logs[column.ordinal()];
            double[] closes = logs[Column.CLOSE.ordinal()];
            SortedWindow window = new SortedWindow(KEPT);
            int known = NanoShape.BARS + 1;
            for (Question question : asked) {
                int target = question.target() - from;
                for (; known < target; known++) {
                    if (!Float.isNaN(widths[known])) {
                        window.add((prices[known] - closes[known - 1]) / Math.max(widths[known], LEAST_WIDTH));
                    }
                }
                double width = widths[target];
                if (Double.isNaN(width) || window.size() < LEAST) {
                    left.put(question.slot(), "it needs " + LEAST + " bars after those that it was fitted on, and there are " + window.size());
                    continue;
                }
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
