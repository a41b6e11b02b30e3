package dev.fastback.report.page;

import dev.fastback.data.BarSeries;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.result.detail.ForecastPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was forecast of the newest unseen closes, with its band, and what came. */
final class ForecastChart {
    /** Bars that are drawn, by the number of symbols of the page. */
    private static final int FEW = 2;
    private static final int SOME = 20;
    private static final int[] BARS = {500, 200, 100};

    private ForecastChart() {}

    static void write(Page page, BarSeries bars, ForecastPath forecasts, int symbols) throws IOException {
        int most = BARS[symbols <= FEW ? 0 : symbols <= SOME ? 1 : 2];
        int from = Math.max(forecasts.from(), forecasts.to() - most);
        int count = forecasts.to() - from;
        if (count == 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        double[] came = new double[count];
        double[] points = new double[count];
        double[] band = new double[2 * count];
        int known = 0;
        int inside = 0;
        int sides = 0;
        for (int i = 0; i < count; i++) {
            int bar = from + i;
            names.add(bars.timeLabel(bar));
            came[i] = bars.close(bar) / bars.close(bar - 1) - 1;
            points[i] = forecasts.point(bar);
            band[2 * i] = forecasts.lower(bar);
            band[2 * i + 1] = forecasts.upper(bar);
            if (!Double.isNaN(points[i])) {
                known++;
                inside += came[i] >= band[2 * i] && came[i] <= band[2 * i + 1] ? 1 : 0;
                sides += points[i] * came[i] > 0 ? 1 : 0;
            }
        }
        page.chart(new Chart(
                        "Forecast against actual",
                        "The move of each close from the close before, over the newest " + Format.COUNT.of(count) + " unseen bars, beside what was forecast of it the bar before. "
                                + Format.PERCENT.of((double) inside / known) + " came inside the band, which is made for 80%; the sign was right on "
                                + Format.PERCENT.of((double) sides / known) + ".",
                        Axis.names("bar", names),
                        Axis.of("move of the close", Format.PERCENT))
                .band("band", band)
                .line("forecast", points, true)
                .line("came", came, true)
                .zoomable());
    }
}
