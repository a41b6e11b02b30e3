package dev.fastback.result.detail;

import dev.fastback.data.Column;
import dev.fastback.forecast.Forecasts;
import java.util.Arrays;

/**
 * What was forecast of the closes of some bars, as moves from the close before: point and band, NaN for a bar that was not forecast. In single precision,
 * which is more than a chart shows. Immutable.
 */
public final class ForecastPath {
    /** Bars that are kept, the newest. */
    public static final int MOST = 1_000;

    /** Nothing was forecast. */
    public static final ForecastPath NONE = new ForecastPath(0, new float[0], new float[0], new float[0]);

    private final int from;
    private final float[] points;
    private final float[] lowers;
    private final float[] uppers;

    /**
     * Makes a path.
     *
     * @param from its first bar in the series
     * @param points one a bar; not copied, nor are the others
     * @throws IllegalArgumentException if the lengths differ
     */
    public ForecastPath(int from, float[] points, float[] lowers, float[] uppers) {
        if (from < 0 || points.length != lowers.length || points.length != uppers.length) {
            throw new IllegalArgumentException(
                    "forecasts from bar " + from + " have " + points.length + " points, " + lowers.length + " and " + uppers.length + " ends of bands");
        }
        this.from = from;
        this.points = points;
        this.lowers = lowers;
        this.uppers = uppers;
    }

    /** Returns the forecasts of bars {@code from} (inclusive) to {@code to} (exclusive), of more than {@link #MOST} the newest; none where no bar has one. */
    public static ForecastPath of(Forecasts forecasts, int from, int to) {
        int first = Math.max(from, to - MOST);
        int bars = Math.max(0, to - first);
        float[][] columns = new float[3][bars];
        boolean any = false;
        for (int i = 0; i < bars; i++) {
            int bar = first + i;
            boolean has = bar >= forecasts.firstBar() && bar < forecasts.endBar() && forecasts.has(bar);
            any |= has;
            columns[0][i] = has ? (float) forecasts.point(Column.CLOSE, bar) : Float.NaN;
            columns[1][i] = has ? (float) forecasts.lower(Column.CLOSE, bar) : Float.NaN;
            columns[2][i] = has ? (float) forecasts.upper(Column.CLOSE, bar) : Float.NaN;
        }
        return any ? new ForecastPath(first, columns[0], columns[1], columns[2]) : NONE;
    }

    /** Returns the first bar, in the series. */
    public int from() {
        return from;
    }

    /** Returns the end, exclusive. */
    public int to() {
        return from + points.length;
    }

    /** Returns the move that was forecast of a bar of the series; NaN for none. */
    public float point(int bar) {
        return points[bar - from];
    }

    /** Returns the lower end of the band of a bar; NaN for none. */
    public float lower(int bar) {
        return lowers[bar - from];
    }

    /** Returns the upper end of the band of a bar; NaN for none. */
    public float upper(int bar) {
        return uppers[bar - from];
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ForecastPath f
                && from == f.from
                && Arrays.equals(points, f.points)
                && Arrays.equals(lowers, f.lowers)
                && Arrays.equals(uppers, f.uppers);
    }

    @Override
    public int hashCode() {
        return 31 * from + Arrays.hashCode(points);
    }

    @Override
    public String toString() {
        return "forecasts of bars " + from + " to " + to();
    }
}
