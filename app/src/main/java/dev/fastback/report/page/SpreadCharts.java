package dev.fastback.report.page;

import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.detail.Spread;
import dev.fastback.stats.Histogram;
import java.io.IOException;
import java.util.List;

/** The distributions that figures of the evidence are held against, as histograms with the own figure marked. */
final class SpreadCharts {
    private final Page page;

    SpreadCharts(Page page) {
        this.page = page;
    }

    void write(List<StrategyEvidence> all, int index) throws IOException {
        if (all.stream().allMatch(evidence -> evidence.spreads().isEmpty())) {
            return;
        }
        page.section("spreads-" + index, "Held against chance");
        for (StrategyEvidence evidence : all) {
            for (var spread : evidence.spreads().entrySet()) {
                page.chart(chart(evidence.strategy(), spread.getKey(), spread.getValue()));
            }
        }
        page.end();
    }

    private static Chart chart(String strategy, Spread.Kind kind, Spread spread) {
        Histogram histogram = spread.histogram();
        String of = Format.COUNT.of(histogram.total());
        Chart chart =
                switch (kind) {
                    case WALK_RETURN -> new Chart(
                            strategy + " on random walks",
                            "What the same search earns in sample on " + of + " random walks of the symbol's bars, where there is nothing to be found, and what it earned in the"
                                    + " newest fit. Far to the right of the walks is more than chance; among them is nothing.",
                            Axis.of("in-sample return", Format.PERCENT),
                            Axis.of("walks", Format.COUNT));
                    case RANK -> new Chart(
                            strategy + ": rank of the best on bars it was not chosen on",
                            "The newest fit's bars are cut into halves in " + of + " ways; the best trial of one half has this rank among all trials on the other, 1 the best of all. The share at"
                                    + " or left of a half is the probability of overfitting.",
                            Axis.of("relative rank", Format.NUMBER),
                            Axis.of("ways to cut", Format.COUNT));
                    case SPA -> new Chart(
                            strategy + " against all trials without skill",
                            "The largest mean over deviation of all trials, in " + of + " resamples in which none has skill, and in the data. The share of resamples at or beyond the data is the"
                                    + " p-value of superior predictive ability.",
                            Axis.of("largest studentized mean", Format.NUMBER),
                            Axis.of("resamples", Format.COUNT));
                };
        chart.histogram(
                switch (kind) {
                    case WALK_RETURN -> "random walks";
                    case RANK -> "ways to cut";
                    case SPA -> "resamples";
                },
                outline(histogram));
        int most = 0;
        for (int i = 0; i < histogram.classes(); i++) {
            most = Math.max(most, histogram.count(i));
        }
        if (kind == Spread.Kind.RANK) {
            chart.mark("a half", 0.5, most);
        } else if (Double.isFinite(spread.observed())) {
            chart.mark(kind == Spread.Kind.SPA ? "the data" : "the newest fit", spread.observed(), most);
        }
        return chart;
    }

    /** Returns the corners of a histogram's outline, x and y in turn. */
    private static double[] outline(Histogram histogram) {
        double[] corners = new double[4 * histogram.classes() + 4];
        int next = 0;
        corners[next++] = histogram.low();
        corners[next++] = 0;
        for (int i = 0; i < histogram.classes(); i++) {
            corners[next++] = histogram.edge(i);
            corners[next++] = histogram.count(i);
            corners[next++] = histogram.edge(i + 1);
            corners[next++] = histogram.count(i);
        }
        corners[next++] = histogram.high();
        corners[next] = 0;
        return corners;
    }
}
