package dev.fastback.report.page;

import dev.fastback.evaluation.Metric;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.report.BacktestReporter;
import dev.fastback.result.MetricFront;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.study.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search of several metrics had to choose from: the front of each metric against the first, and its points as a table. */
final class FrontCharts {
    /** Metrics that are drawn against the first. */
    private static final int MOST_CHARTS = 3;
    private static final int MOST_DOTS = 2_000;
    private static final int MOST_ROWS = 500;

    private final Page page;
    private final Study study;

    FrontCharts(Page page, Study study) {
        this.page = page;
        this.study = study;
    }

    /** Writes the front of one search; nothing where one metric was searched for. */
    void write(StrategyResult found) throws IOException {
        MetricFront front = found.front();
        if (front == null || front.points().isEmpty()) {
            return;
        }
        for (int m = 1; m < front.metrics().size() && m <= MOST_CHARTS; m++) {
            page.chart(chart(found, front, m));
        }
        table(found, front);
    }

    private Chart chart(StrategyResult found, MetricFront front, int m) {
        String across = front.metrics().get(m);
        String up = front.metrics().getFirst();
        double[] points = new double[2 * front.points().size()];
        for (int i = 0; i < front.points().size(); i++) {
            points[2 * i] = front.points().get(i).values()[m];
            points[2 * i + 1] = front.points().get(i).values()[0];
        }
        boolean isShared = study.search().isShared();
        Chart chart = new Chart(
                found.name() + ": " + up + " against " + across,
                (front.points().size() == 1
                                ? "1 point in sample, which no other is better than in anything"
                                : Format.COUNT.of(front.points().size()) + " points in sample of which none is better than another in everything")
                        + (isShared ? ", means of the simulations that share parameters" : "")
                        + (front.metrics().size() > 2 ? "; some are worse than others in these two and better in a third" : "")
                        + ". The best by " + up + " was chosen. Large is better for " + names(true) + ", small for " + names(false) + ".",
                Axis.of(across, format(across)),
                Axis.of(up, format(up)));
        Trials trials = found.trials();
        if (trials != null && trials.metrics() == front.metrics().size() && !isShared) {
            chart.dots("other points of the search", dots(trials, m));
        }
        return chart.points("front", points).star("chosen", points[0], points[1]).tall();
    }

    private String names(boolean isLarge) {
        List<String> names = study.metric().parts().stream()
                .filter(metric -> metric.shown(1) > 0 == isLarge)
                .map(metric -> metric.measures().getFirst().name())
                .toList();
        return names.isEmpty() ? "none" : String.join(" and ", names);
    }

    private double[] dots(Trials trials, int m) {
        List<Metric> metrics = study.metric().parts();
        int step = Math.max(1, Math.ceilDiv(trials.kept(), MOST_DOTS));
        List<double[]> dots = new ArrayList<>();
        for (int row = 0; row < trials.kept(); row += step) {
            double x = metrics.get(m).shown(trials.value(row, m));
            double y = metrics.getFirst().shown(trials.value(row, 0));
            if (trials.violation(row) == 0 && Double.isFinite(x) && Double.isFinite(y)) {
                dots.add(new double[] {x, y});
            }
        }
        return dots.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    private void table(StrategyResult found, MetricFront front) throws IOException {
        List<Column> columns = new ArrayList<>();
        front.metrics().forEach(metric -> columns.add(Column.of(metric, format(metric))));
        found.parameters().space().parameters().forEach(parameter -> columns.add(Column.of(parameter.name(), Format.NUMBER)));
        DataTable table = new DataTable("Front of " + found.name(), columns);
        int all = front.points().size();
        int shown = Math.min(all, MOST_ROWS);
        for (int i = 0; i < shown; i++) {
            MetricFront.Point point = front.points().get(shown == 1 ? 0 : (int) ((long) i * (all - 1) / (shown - 1)));
            List<@Nullable Object> row = new ArrayList<>();
            for (double value : point.values()) {
                row.add(Double.isFinite(value) ? Double.valueOf(value) : null);
            }
            row.addAll(point.parameters().toMap().values());
            table.row(row);
        }
        page.table(table);
        if (shown < all) {
            page.note(shown + " of " + Format.COUNT.of(all) + " points of the front; the JSON has all.");
        }
    }

    private static Format format(String metric) {
        return BacktestReporter.isFraction(metric) ? Format.PERCENT : Format.NUMBER;
    }
}
