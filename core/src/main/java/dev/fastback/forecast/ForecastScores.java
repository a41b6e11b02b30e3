package dev.fastback.forecast;

import dev.fastback.data.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * How good forecasts were, by column, over the bars that were forecast and have come since. Sums, so that symbols can be added up: in the study's order, as
 * the bars of each run. Pinball losses are means over the 0.1, 0.5 and 0.9 quantiles, for which band and point stand.
 *
 * @param columns one for each {@link Column}, in their order; none where nothing was scored
 */
public record ForecastScores(List<Sums> columns) {
    /** Nothing scored. */
    public static final ForecastScores NONE = new ForecastScores(List.of());

    public ForecastScores {
        columns = List.copyOf(columns);
        if (!columns.isEmpty() && columns.size() != Column.values().length) {
            throw new IllegalArgumentException("scores must be of " + Column.values().length + " columns: " + columns.size());
        }
    }

    /**
     * The sums of a column over bars.
     *
     * @param bars how many
     * @param absoluteError distance of the point from the move
     * @param pinball loss of the forecasts
     * @param inside how many moves lay in the band, its ends included
     * @param zeroPinball loss of {@code zero} on the same bars
     * @param ewmaVolPinball loss of {@code ewma-vol} on the same bars
     */
    public record Sums(long bars, double absoluteError, double pinball, long inside, double zeroPinball, double ewmaVolPinball) {
        private Sums plus(Sums other) {
            return new Sums(
                    bars + other.bars,
                    absoluteError + other.absoluteError,
                    pinball + other.pinball,
                    inside + other.inside,
                    zeroPinball + other.zeroPinball,
                    ewmaVolPinball + other.ewmaVolPinball);
        }

        /** Returns the mean distance of the point from the move, a fraction; not a number without bars, as the others. */
        public double meanAbsoluteError() {
            return absoluteError / bars;
        }

        /** Returns the mean pinball loss, a fraction. */
        public double pinballLoss() {
            return pinball / bars;
        }

        /** Returns the share of moves inside the band. */
        public double coverage() {
            return (double) inside / bars;
        }

        /** Returns how much smaller the pinball loss is than that of {@code zero}, a fraction of it; not finite where that is 0. */
        public double skillOverZero() {
            return 1 - pinball / zeroPinball;
        }

        /** Returns how much smaller the pinball loss is than that of {@code ewma-vol}. */
        public double skillOverEwmaVol() {
            return 1 - pinball / ewmaVolPinball;
        }
    }

    /** Returns whether there is a score. */
    public boolean isEmpty() {
        return columns.isEmpty() || columns.getFirst().bars() == 0;
    }

    /** Returns the sums of a column, where there is a score. */
    public Sums of(Column column) {
        return columns.get(column.ordinal());
    }

    /** Returns the sums of both. */
    public ForecastScores plus(ForecastScores other) {
        if (columns.isEmpty() || other.columns.isEmpty()) {
            return columns.isEmpty() ? other : this;
        }
        List<Sums> sums = new ArrayList<>(columns.size());
        for (int column = 0; column < columns.size(); column++) {
            sums.add(columns.get(column).plus(other.columns.get(column)));
        }
        return new ForecastScores(sums);
    }
}
