package dev.fastback.app;

import dev.fastback.data.BarSeries;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.Order;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategySummary.SearchSummary;
import dev.fastback.result.StrategySummary.SharingSummary;
import dev.fastback.result.StrategySummary;
import dev.fastback.result.StudyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Timing;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a report for people: what was run, a line a strategy, what to mind, and where the time went. */
final class TableReporter implements Reporter {
    /** Orders and remarks of single symbols are left out of the table when there are more symbols than this. */
    private static final int FEW_SYMBOLS = 3;

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        out.write(text(report).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Report report) {
        StringBuilder out = new StringBuilder();
        StudyResult result = report.result();
        boolean many = result.symbols().size() > 1;
        for (StudySymbol symbol : result.study().symbols()) {
            out.append(market(report, symbol)).append('\n');
        }
        out.append(study(report)).append('\n');
        if (result.count(Completed.class) > 0) {
            out.append('\n');
            table(result, many).appendTo(out);
            out.append('\n');
            notes(out, result);
        }
        if (result.symbols().size() <= FEW_SYMBOLS || result.count(Completed.class) == 0) {
            result.symbols().forEach(symbol -> orders(out, symbol, many));
        } else {
            out.append("Orders for the next bar: --format json lists them for every symbol.\n");
        }
        failures(out, report);
        out.append(time(report)).append('\n');
        StoredRun run = report.run();
        if (run != null) {
            out.append("Run ").append(run.id()).append('\n');
            run.notes().forEach(note -> out.append("Note: ").append(note).append('\n'));
        }
        return out.toString();
    }

    private static String market(Report report, StudySymbol symbol) {
        BarSeries bars = symbol.bars();
        String synthetic = report.loaded().synthetic() ? "synthetic sample market, " : "";
        String warnings = symbol.warnings().isEmpty() ? "" : "; data warnings: " + report.loaded().warningCount(symbol.name());
        return format(
                "%s: %s%s, %,d bars %s to %s, fee %s%%, spread %s, %s bars a year%s",
                symbol.name(),
                synthetic,
                symbol.market().assetClass().name().toLowerCase(Locale.ROOT),
                bars.size(),
                bars.timeLabel(0),
                bars.timeLabel(bars.size() - 1),
                plain(100 * symbol.market().feeFraction()),
                plain(symbol.market().spreadRatio()),
                plain(symbol.market().periodsPerYear()),
                warnings);
    }

    private static String study(Report report) {
        Study study = report.result().study();
        ForecastCounts forecasts = report.result().forecasts();
        int fitted = study.walkForward().validation() - 1;
        return format(
                "%,d simulation%s a symbol, fitted on %,d bar%s; %s search%s; fee rule %s%s; close at end of day %s%n"
                        + "%s forecasts: %,d asked for, %,d distinct",
                study.walkForward().simulations(),
                study.walkForward().simulations() == 1 ? "" : "s",
                fitted,
                fitted == 1 ? "" : "s",
                search(study),
                study.search().isShared() ? format(", each %,d simulations share parameters", study.search().shared()) : "",
                report.settings().feeRule().label(),
                report.settings().original() ? "; the original's conventions" : "",
                study.endOfDay().label(),
                study.forecaster().id(),
                forecasts.asked(),
                forecasts.distinct());
    }

    private static String search(Study study) {
        List<String> budgets = study.strategies().stream()
                .filter(SearchedStrategy.class::isInstance)
                .map(s -> study.search().budgetOf((SearchedStrategy) s))
                .filter(b -> b != null)
                .distinct()
                .map(String::valueOf)
                .toList();
        return study.search().name() + (budgets.isEmpty() ? "" : " (" + String.join("/", budgets) + " evaluations)");
    }

    private static TextTable table(StudyResult result, boolean many) {
        int testBars = result.study().walkForward().testBars();
        TextTable table = new TextTable(many ? 2 : 1);
        List<String> head = new ArrayList<>(many ? List.of("", "") : List.of(""));
        head.addAll(List.of("in-sample", "", "", "", "share of", "", "", "at"));
        List<String> names = new ArrayList<>(many ? List.of("symbol", "strategy") : List.of("strategy"));
        names.addAll(List.of(
                "mean return", "Sharpe", "trades", "drawdown", "attainable", "best high", "best low", "close"));
        if (testBars > 0) {
            head.add("unseen bars");
            names.add("return a bar");
        }
        table.row(head);
        table.row(names);
        for (StrategySummary line : result.summary()) {
            table.row(cells(line, many, testBars > 0));
        }
        return table;
    }

    private static List<String> cells(StrategySummary line, boolean many, boolean tested) {
        List<String> cells = new ArrayList<>(many ? List.of(line.symbol(), line.strategy()) : List.of(line.strategy()));
        cells.add(percent(line.meanReturn(), 3));
        cells.add(line.meanSharpe() == null ? "-" : fixed(line.meanSharpe(), 2));
        cells.add(line.meanTrades() == null ? "-" : format("%.1f", line.meanTrades()));
        cells.add(percent(line.meanMaxDrawdown(), 2));
        SearchSummary search = line.search();
        if (search == null) {
            cells.addAll(List.of("", "", "", ""));
        } else {
            SearchOutcome newest = search.newest();
            cells.add(percent(search.ratioOfSums(), 1));
            cells.add(parameter(newest, "high"));
            cells.add(parameter(newest, "low"));
            cells.add(newest.closeAtEndOfDay() == null ? "" : newest.closeAtEndOfDay() ? "yes" : "no");
        }
        if (tested) {
            cells.add(line.outOfSample() == null ? "-" : percent(line.outOfSample().perBar(), 3));
        }
        return cells;
    }

    private static void notes(StringBuilder out, StudyResult result) {
        out.append("In-sample: parameters are fitted and scored on the same bars, so expect less from the future.\n");
        if (result.study().walkForward().testBars() > 0) {
            out.append("Unseen bars: what the same parameters earn on the next ")
                    .append(result.study().walkForward().testBars() == 1
                            ? "bar"
                            : result.study().walkForward().testBars() + " bars")
                    .append(result.study().search().isShared()
                            ? " after the newest fold of those that share them, every fill charged.\n"
                            : " after each fold, every fill charged.\n");
        }
        for (StrategySummary line : result.summary()) {
            SearchSummary search = line.search();
            if (search != null && result.symbols().size() <= FEW_SYMBOLS && search.knifeEdges() > 0) {
                out.append(format(
                        "%s %s: in %d of %d simulations the best sits on a knife edge; tradeable mean %s instead of %s.%n",
                        line.symbol(),
                        line.strategy(),
                        search.knifeEdges(),
                        line.simulations(),
                        percent(search.meanTradeableProfit(), 3),
                        percent(search.meanProfit(), 3)));
            }
        }
        for (StrategySummary line : result.summary()) {
            SearchSummary search = line.search();
            SharingSummary sharing = search == null ? null : search.sharing();
            if (search != null && sharing != null && result.symbols().size() <= FEW_SYMBOLS) {
                out.append(format(
                        "%s %s: sharing costs %s a simulation, at most %s; alone each would earn %s in the mean instead of %s.%n",
                        line.symbol(),
                        line.strategy(),
                        percent(sharing.meanCost(), 3),
                        percent(sharing.worstCost(), 3),
                        percent(sharing.meanAloneProfit(), 3),
                        percent(search.meanProfit(), 3)));
            }
        }
        List<String> fits = result.summary().stream()
                .filter(line -> line.search() != null)
                .map(StrategySummary::strategy)
                .distinct()
                .toList();
        if (!fits.isEmpty()) {
            out.append("Best high, best low: multipliers of the newest simulation.\n");
        }
    }

    private static void orders(StringBuilder out, SymbolResult symbol, boolean many) {
        if (symbol.orders().isEmpty()) {
            return;
        }
        BarSeries bars = symbol.symbol().bars();
        out.append(format(
                "%nOrders for the bar after %s%s:%n",
                bars.timeLabel(bars.size() - 1), many ? ", " + symbol.symbol().name() : ""));
        TextTable table = new TextTable(2);
        for (Order order : symbol.orders()) {
            // Levels without a side would look like orders.
            boolean idle = order.side() == Side.NONE;
            table.row(List.of(
                    "  " + order.strategy(),
                    order.side().label(),
                    idle || order.lowPrice() == null ? "" : "low " + price(order.lowPrice()),
                    idle || order.highPrice() == null ? "" : "high " + price(order.highPrice())));
        }
        table.appendTo(out);
    }

    private static void failures(StringBuilder out, Report report) {
        StudyResult result = report.result();
        long completed = result.count(Completed.class);
        if (completed < result.study().simulationCount()) {
            out.append(format(
                    "%nSimulations: %,d completed, %,d skipped, %,d failed, %,d interrupted.%n",
                    completed,
                    result.count(Skipped.class),
                    result.count(Failed.class),
                    result.count(Interrupted.class)));
            for (SymbolResult symbol : result.symbols()) {
                firstReason(symbol).ifPresent(reason -> out.append("  " + symbol.symbol().name() + ": " + reason + "\n"));
            }
        }
        if (!report.loaded().failures().isEmpty()) {
            out.append(format("%nFiles left out:%n"));
            report.loaded().failures().forEach(f -> out.append("  " + f.reason() + "\n"));
        }
    }

    private static java.util.Optional<String> firstReason(SymbolResult symbol) {
        return symbol.simulations().stream()
                .filter(s -> s instanceof Skipped || s instanceof Failed)
                .findFirst()
                .map((SimulationResult s) -> s.status() + ", " + s.reason().orElse(""));
    }

    private static String time(Report report) {
        Timing timing = report.result().timing();
        double work = timing.searchSeconds() + timing.scoreSeconds();
        return format(
                "%nTime: %.3f s = load %.3f + forecasts %.3f + simulations %.3f (search %.0f%%, scoring %.0f%%), %s with %d worker%s%n"
                        + "Result hash %s",
                report.loadSeconds() + timing.totalSeconds(),
                report.loadSeconds(),
                timing.forecastSeconds(),
                timing.simulationSeconds(),
                work == 0 ? 0 : 100 * timing.searchSeconds() / work,
                work == 0 ? 0 : 100 * timing.scoreSeconds() / work,
                report.host().engine(),
                report.host().workers(),
                report.host().workers() == 1 ? "" : "s",
                report.result().resultHash());
    }

    private static String parameter(SearchOutcome outcome, String name) {
        int index = outcome.parameterNames().indexOf(name);
        return index < 0 ? "" : format("%.5f", outcome.point()[index]);
    }

    private static String percent(@Nullable Double fraction, int decimals) {
        return fraction == null ? "-" : fixed(100 * fraction, decimals) + "%";
    }

    // Absurd settings give absurd figures, which must not tear the columns apart.
    private static String fixed(double value, int decimals) {
        return Math.abs(value) < 1e12 ? format("%." + decimals + "f", value) : format("%.3g", value);
    }

    private static String price(double price) {
        return price >= 1e12 || price < 1e-4 ? format("%.6g", price) : price >= 1 ? format("%,.2f", price) : format("%.6f", price);
    }

    private static String plain(double value) {
        if (value != 0 && (value >= 1e12 || value < 1e-9)) {
            return format("%.6g", value);
        }
        return new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString();
    }

    private static String format(String pattern, @Nullable Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
