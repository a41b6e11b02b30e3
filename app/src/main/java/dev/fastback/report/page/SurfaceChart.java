package dev.fastback.report.page;

import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Format;
import dev.fastback.result.Trials;
import dev.fastback.result.detail.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The surface of an objective whose maximum is proven, with that maximum and the points a search looked at. */
final class SurfaceChart {
    /** Points of a search that are drawn. */
    private static final int MOST_POINTS = 2_000;

    private SurfaceChart() {}

    /**
     * Returns the chart.
     *
     * @param metric what the surface is of
     * @param trials the points a search looked at; null where none are kept
     * @param x position of the surface's first parameter in the points
     * @param y position of its second
     */
    static Chart of(String strategy, Surface surface, String metric, @Nullable Trials trials, int x, int y) {
        Format format = metric.equals("return") ? Format.PERCENT : Format.NUMBER;
        boolean exact = surface.xLevels().length + surface.yLevels().length > 0;
        Chart chart = new Chart(
                        strategy,
                        "The " + metric + " in sample over " + surface.x() + " and " + surface.y() + ": each cell has that of its middle"
                                + (exact
                                        ? ", between the lines that is linear: each line is a level at which a bar starts or ends being traded, or leaves elsewhere"
                                        : "; the levels at which bars change are too many to be told apart")
                                + ". What was found has " + format.of(surface.best().value()) + ", often on the edge of a cell.",
                        Axis.of(surface.x(), Format.NUMBER),
                        Axis.of(surface.y(), Format.NUMBER))
                .cells("middle of the cell", cells(surface), format, false);
        if (exact) {
            chart.grid("levels", lines(surface));
        }
        if (trials != null && trials.kept() > 0) {
            List<Integer> rows = TrialCharts.rows(trials, MOST_POINTS);
            chart.dots("points of the search", points(trials, rows, x, y));
        }
        return chart.star("found", surface.best().x(), surface.best().y()).tall();
    }

    private static double[] cells(Surface surface) {
        double[] xs = surface.xEdges();
        double[] ys = surface.yEdges();
        double[] cells = new double[5 * (xs.length - 1) * (ys.length - 1)];
        int next = 0;
        for (int i = 0; i < xs.length - 1; i++) {
            for (int j = 0; j < ys.length - 1; j++) {
                double[] cell = {xs[i], xs[i + 1], ys[j], ys[j + 1], surface.value(i, j)};
                System.arraycopy(cell, 0, cells, next, cell.length);
                next += cell.length;
            }
        }
        return cells;
    }

    /** Returns lines through the levels, across the whole surface, each from one end to the other with nothing between two lines. */
    private static double[] lines(Surface surface) {
        double[] xs = surface.xEdges();
        double[] ys = surface.yEdges();
        List<double[]> lines = new ArrayList<>();
        for (double level : surface.xLevels()) {
            lines.add(new double[] {level, ys[0], level, ys[ys.length - 1], Double.NaN, Double.NaN});
        }
        for (double level : surface.yLevels()) {
            lines.add(new double[] {xs[0], level, xs[xs.length - 1], level, Double.NaN, Double.NaN});
        }
        return lines.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] points(Trials trials, List<Integer> rows, int x, int y) {
        return rows.stream().flatMapToDouble(row -> Arrays.stream(new double[] {trials.point(row)[x], trials.point(row)[y]})).toArray();
    }
}
