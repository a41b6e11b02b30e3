package dev.fastback.report;

import dev.fastback.data.Column;
import dev.fastback.data.Printable;
import dev.fastback.forecast.ForecastScores;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in a line how good forecasts were. */
public final class ScoreLine {
    private ScoreLine() {}

    /** Returns the line, without its end. */
    public static String of(ForecastScores scores) {
        return String.format(
                Locale.ROOT,
                "mean absolute error %s; in the 80%% band %s; skill over zero %s, over ewma-vol %s (close, high, low; %,d bar%s)",
                columns("%.2f%%", scores, ForecastScores.Sums::meanAbsoluteError),
                columns("%.0f%%", scores, ForecastScores.Sums::coverage),
                columns("%+.1f%%", scores, ForecastScores.Sums::skillOverZero),
                columns("%+.1f%%", scores, ForecastScores.Sums::skillOverEwmaVol),
                scores.of(Column.CLOSE).bars(),
                Printable.plural(scores.of(Column.CLOSE).bars()));
    }

    private static String columns(String form, ForecastScores scores, ToDoubleFunction<ForecastScores.Sums> figure) {
        return Stream.of(Column.CLOSE, Column.HIGH, Column.LOW)
                .map(column -> figure.applyAsDouble(scores.of(column)))
                .map(value -> Double.isFinite(value) ? String.format(Locale.ROOT, form, 100 * value) : "-")
                .collect(Collectors.joining(" "));
    }
}
