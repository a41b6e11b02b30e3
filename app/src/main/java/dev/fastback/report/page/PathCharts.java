package dev.fastback.report.page;

import dev.fastback.data.BarSeries;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The unseen bars of a symbol as charts: equity, drawdown and price over the bars of all paths, and the return of each month. */
final class PathCharts {
    /** Lines that are shown at first; the reader switches others on. */
    private static final int SHOWN = 3;
    /** Stretches that are drawn for a strategy. */
    private static final int MOST_STRETCHES = 300;
    /** Months that have room beside each other; of more, years are shown. */
    private static final int MOST_MONTHS = 48;

    private final Page page;
    private final Study study;
    private final BarSeries bars;
    private final List<UnseenPath> paths;
    private final List<Completed> completed;
    private final ForecastPath forecasts;
    private final int index;
    private final Thinning shown;

    /**
     * Makes charts.
     *
     * @param paths with bars each, over the same ones
     * @param completed the symbol's completed simulations, newest first
     * @param forecasts what was forecast of the newest bars
     * @param index the symbol's
     * @param most points of a line
     */
    PathCharts(
            Page page, Study study, BarSeries bars, List<UnseenPath> paths, List<Completed> completed, ForecastPath forecasts, int index, int most) {
        this.page = page;
        this.study = study;
        this.bars = bars;
        this.paths = paths;
        this.completed = completed;
        this.forecasts = forecasts;
        this.index = index;
        this.shown = Thinning.of(paths.getFirst().from(), paths.getFirst().to(), most);
    }

    void write() throws IOException {
        page.section("unseen-" + index, "Unseen bars");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < shown.count(); i++) {
            names.add(bars.timeLabel(shown.end(i) - 1));
        }
        Axis time = SymbolSection.share(page, "bar", "bars-" + index, names);
        equity(time);
        drawdown(time);
        price(time);
        months();
        ForecastChart.write(page, bars, forecasts, study.symbols().size());
        page.end();
    }

    private void equity(Axis time) throws IOException {
        Chart chart = new Chart(
                "Equity",
                "What 1 became on the unseen bars, costs included, beside buying and holding (both of its fills taken off at the start)."
                        + " As fitted: had each bar earned what the search counted per bar in sample, in the fit that decided it." + shown.words(),
                time,
                Axis.of("worth of 1", Format.NUMBER));
        for (int k = 0; k < paths.size(); k++) {
            UnseenPath path = paths.get(k);
            chart.line(path.strategy(), shown(path.equity()), k < SHOWN);
        }
        chart.reference("buy and hold", shown(held()));
        for (UnseenPath path : paths) {
            if (isFitted(path.strategy())) {
                chart.line(path.strategy() + " as fitted", shown(asFitted(path)), false);
            }
        }
        page.chart(chart.zoomable().withLogButton());
    }

    private void drawdown(Axis time) throws IOException {
        Chart chart = new Chart(
                "Drawdown",
                "Loss from the highest equity until then, at closes; of several bars the largest." + shown.words(),
                time,
                Axis.of("below the peak", Format.PERCENT));
        for (int k = 0; k < paths.size(); k++) {
            chart.line(paths.get(k).strategy(), deepest(paths.get(k).equity()), k < SHOWN);
        }
        chart.reference("buy and hold", deepest(held()));
        page.chart(chart.zoomable());
    }

    private void price(Axis time) throws IOException {
        double[] candles = new double[4 * shown.count()];
        for (int i = 0; i < shown.count(); i++) {
            double high = Double.NEGATIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            for (int bar = shown.start(i); bar < shown.end(i); bar++) {
                high = Math.max(high, bars.high(bar));
                low = Math.min(low, bars.low(bar));
            }
            candles[4 * i] = bars.open(shown.start(i));
            candles[4 * i + 1] = bars.close(shown.end(i) - 1);
            candles[4 * i + 2] = low;
            candles[4 * i + 3] = high;
        }
        Chart chart = new Chart(
                "Price and time in the market",
                "The unseen bars, read from the run's data, whose hash was compared; the single trades of each strategy from the price it was opened at to the price it was left at,"
                        + " of more than " + MOST_STRETCHES + " the newest; and from open to close the stretches of bars on which a strategy held something. Coloured by what"
                        + " was earned." + shown.words(),
                time,
                Axis.of("price", Format.PRICE));
        chart.candles("price", candles);
        boolean first = true;
        for (UnseenPath path : paths) {
            double[] trades = trades(path);
            if (trades.length > 0) {
                chart.segments(path.strategy() + " trades", trades, first);
                first = false;
            }
            double[] stretches = stretches(path);
            if (stretches.length > 0) {
                chart.segments(path.strategy(), stretches, false);
            }
        }
        page.chart(chart.zoomable().tall());
    }

    /** Returns the newest trades of a path: place and price of the entry, at the close before its first bar too, of the exit, and what it earned of the value put into it. */
    private double[] trades(UnseenPath path) {
        List<PathTrade> all = path.newestTrades();
        return all.subList(Math.max(0, all.size() - MOST_STRETCHES), all.size()).stream()
                .flatMapToDouble(trade -> DoubleStream.of(
                        shown.place(Math.max(path.from(), trade.entryBar())), trade.entryPrice(), shown.place(trade.exitBar()), trade.exitPrice(), trade.gain()))
                .toArray();
    }

    /** Returns from where to where a path held something: place and price of the first open, of the last close, and what it earned. */
    private double[] stretches(UnseenPath path) {
        List<double[]> found = new ArrayList<>();
        for (int bar = path.from(); bar < path.to(); ) {
            int end = bar;
            while (end < path.to() && (path.marks(end) & UnseenPath.HELD) != 0) {
                end++;
            }
            if (end > bar) {
                found.add(new double[] {shown.place(bar), bars.open(bar), shown.place(end - 1), bars.close(end - 1), path.totalReturn(bar, end)});
            }
            bar = Math.max(end, bar + 1);
        }
        int most = Math.min(found.size(), MOST_STRETCHES);
        // Of very many, the newest.
        return found.subList(found.size() - most, found.size()).stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private boolean isFitted(String strategy) {
        return study.strategies().stream().anyMatch(one -> one.name().equals(strategy) && !one.space().isEmpty());
    }

    /** Returns what buying and holding was worth at each close; its costs, those of the last fill too, are taken off at the start. */
    private double[] held() {
        double[] worth = new double[shown.to() - shown.from()];
        double last = bars.close(shown.to() - 1);
        double whole = 1 + paths.getFirst().totals().buyAndHold();
        for (int i = 0; i < worth.length; i++) {
            worth[i] = whole * bars.close(shown.from() + i) / last;
        }
        return worth;
    }

    /** Returns what a path would be worth had each of its bars earned the in-sample mean of the fit that decided it. */
    private double[] asFitted(UnseenPath path) {
        int strategy = study.strategies().stream().map(one -> one.name()).toList().indexOf(path.strategy());
        double[] perBar = new double[path.to() - path.from()];
        for (int i = completed.size() - 1; i >= 0; i--) {
            Fold fold = completed.get(i).simulation().fold();
            double mean = FittedBar.of(study, strategy, completed.get(i));
            for (int bar = Math.max(fold.testFrom(), path.from()); bar < Math.min(fold.testTo(), path.to()); bar++) {
                perBar[bar - path.from()] = mean;
            }
        }
        double now = 1;
        double[] worth = new double[perBar.length];
        for (int i = 0; i < worth.length; i++) {
            now *= 1 + ((path.marks(path.from() + i) & UnseenPath.DECIDED) != 0 ? perBar[i] : 0);
            worth[i] = now;
        }
        return worth;
    }

    private double[] shown(double[] values) {
        double[] some = new double[shown.count()];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[shown.end(i) - 1 - shown.from()];
        }
        return some;
    }

    /** Returns the largest loss from an earlier peak in each stretch, not positive. */
    private double[] deepest(double[] worth) {
        double[] some = new double[shown.count()];
        double peak = 1;
        for (int i = 0; i < some.length; i++) {
            for (int bar = shown.start(i); bar < shown.end(i); bar++) {
                double now = worth[bar - shown.from()];
                peak = Math.max(peak, now);
                some[i] = Math.min(some[i], now / peak - 1);
            }
        }
        return some;
    }

    private void months() throws IOException {
        Map<String, int[]> spans = spans(false);
        boolean yearly = spans.size() > MOST_MONTHS;
        Map<String, int[]> columns = yearly ? spans(true) : spans;
        List<String> rows = new ArrayList<>(paths.stream().map(UnseenPath::strategy).toList());
        rows.add("buy and hold");
        double[] cells = new double[5 * rows.size() * columns.size()];
        double[] held = held();
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            int column = 0;
            for (int[] span : columns.values()) {
                double value = row < paths.size() ? paths.get(row).totalReturn(span[0], span[1]) : heldIn(held, span);
                double[] cell = {column, column, row, row, value};
                System.arraycopy(cell, 0, cells, next, cell.length);
                next += cell.length;
                column++;
            }
        }
        page.chart(new Chart(
                        yearly ? "Yearly returns" : "Monthly returns",
                        "Return on the unseen bars of each " + (yearly ? "year" : "month") + " (UTC), costs included; the first and the last may be cut.",
                        Axis.names(yearly ? "year" : "month", List.copyOf(columns.keySet())),
                        Axis.names("strategy", rows))
                .cells("return", Arrays.copyOf(cells, next), Format.PERCENT, true));
    }

    private double heldIn(double[] held, int[] span) {
        double before = span[0] == shown.from() ? 1 : held[span[0] - 1 - shown.from()];
        return held[span[1] - 1 - shown.from()] / before - 1;
    }

    /** Returns the bars of each month or year, from and to (exclusive). */
    private Map<String, int[]> spans(boolean yearly) {
        Map<String, int[]> spans = new LinkedHashMap<>();
        for (int bar = shown.from(); bar < shown.to(); bar++) {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(bars.timeMillis(bar)).atZone(ZoneOffset.UTC));
            int[] span = spans.get(yearly ? Integer.toString(month.getYear()) : month.toString());
            if (span == null) {
                spans.put(yearly ? Integer.toString(month.getYear()) : month.toString(), new int[] {bar, bar + 1});
            } else {
                span[1] = bar + 1;
            }
        }
        return spans;
    }
}
