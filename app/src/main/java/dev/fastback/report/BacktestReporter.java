package dev.fastback.report;

import dev.fastback.custom.Component;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.evaluation.Measure;
import dev.fastback.evaluation.Metrics;
import dev.fastback.input.Backtest;
import dev.fastback.input.StudyJson;
import dev.fastback.json.CanonicalJson;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes single backtests: for people, as JSON, and as CSV of trades or of the equity. */
public final class BacktestReporter {
    private static final int SHOWN_TRADES = 10;
    private static final Set<String> PERCENT = Set.of(
            "return", "cagr", "drawdown", "ulcer", "var", "cvar", "volatility", "win-rate", "expectancy", "exposure", "costs");

    private BacktestReporter() {}

    /** Returns a table of figures for each symbol, and its newest trades, as a screen shows them. */
    public static String table(List<Backtest> backtests, Screen screen) {
        StringBuilder out = new StringBuilder();
        for (Backtest one : backtests) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            head(out, one);
            figures(out, one);
            trades(out, one);
        }
        return screen.show(out.toString());
    }

    private static void head(StringBuilder out, Backtest one) {
        BarSeries bars = one.symbol().bars();
        out.append(String.format(
                Locale.ROOT,
                "%s on %s: %,d bar%s %s to %s, %,d before them to warm up; fee %s%%%s%s%n",
                one.strategy().name(),
                one.symbol().name(),
                one.equity().length,
                Printable.plural(one.equity().length),
                bars.timeLabel(one.from()),
                bars.timeLabel(bars.size() - 1),
                one.from(),
                OrderTermsText.plain(100 * one.symbol().market().feeFraction()),
                OrderTermsText.of(one.symbol().market().terms()),
                one.symbol().market().isLongOnly() ? "; long only" : ""));
        List<String> values = new ArrayList<>();
        one.strategy().components().forEach(component -> values.add(component.name() + "=" + component.value()));
        out.append(values.isEmpty() ? "no parameters" : String.join(" ", values)).append("\n\n");
    }

    private static void figures(StringBuilder out, Backtest one) {
        TextTable table = new TextTable(2);
        for (Measure measure : Metrics.list()) {
            table.row(List.of(measure.name(), measure.meaning(), shown(measure, measure.of(one.evaluation()))));
            if (measure.name().equals("return")) {
                table.row(List.of("buy-and-hold", "return of buying once and holding", percent(one.buyAndHold())));
            }
        }
        table.appendTo(out);
        if (one.evaluation().ambiguousBars() > 0) {
            out.append(one.evaluation().ambiguousBars())
                    .append(one.evaluation().ambiguousBars() == 1 ? " bar" : " bars")
                    .append(" touched stop and target, or several orders: ")
                    .append(one.symbol().market().terms().ambiguity() == Ambiguity.WORSE ? "the worse order is assumed.\n" : "the order that earns more is assumed.\n");
        }
    }

    private static void trades(StringBuilder out, Backtest one) {
        List<Trade> trades = one.trades();
        if (trades.isEmpty()) {
            out.append("\nIt never traded.\n");
            return;
        }
        int from = Math.max(0, trades.size() - SHOWN_TRADES);
        out.append(from == 0 ? "\nTrades\n" : String.format(Locale.ROOT, "%nThe newest %d of %,d trades (--format csv lists all)%n", SHOWN_TRADES, trades.size()));
        TextTable table = new TextTable(4);
        table.row(List.of("side", "entry", "exit", "left by", "bars", "entry price", "exit price", "return"));
        BarSeries bars = one.symbol().bars();
        for (Trade trade : trades.subList(from, trades.size())) {
            table.row(List.of(
                    trade.isLong() ? "long" : "short",
                    bars.timeLabel(trade.entryBar()),
                    trade.isOpen() ? "open" : bars.timeLabel(trade.exitBar()),
                    reason(trade),
                    Integer.toString(trade.bars()),
                    number(trade.entryPrice()),
                    number(trade.exitPrice()),
                    percent(one.returned(trade))));
        }
        table.appendTo(out);
    }

    private static String reason(Trade trade) {
        return trade.isOpen() ? "-" : trade.reason().label();
    }

    private static String shown(Measure measure, double value) {
        return isFraction(measure.name()) ? percent(value) : number(value);
    }

    /** Returns whether a metric is a fraction, which people read as a percentage. */
    public static boolean isFraction(String metric) {
        return PERCENT.contains(metric);
    }

    private static String percent(double fraction) {
        return Double.isFinite(fraction) ? Words.percent(fraction, 2) : "-";
    }

    private static String number(double value) {
        return !Double.isFinite(value)
                ? "-"
                : value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.5g", value);
    }

    /** Returns the backtests as JSON: figures, trades and equity. */
    public static String json(List<Backtest> backtests) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("schemaVersion", 2);
        Backtest first = backtests.getFirst();
        Map<String, @Nullable Object> strategy = new LinkedHashMap<>();
        strategy.put("name", first.strategy().name());
        strategy.put("provider", first.strategy().spec().provider());
        strategy.put("sourceHash", first.strategy().spec().sourceHash());
        Map<String, Object> parameters = new LinkedHashMap<>();
        first.strategy().components().forEach(component -> parameters.put(component.name(), value(component)));
        strategy.put("parameters", parameters);
        map.put("strategy", strategy);
        map.put("symbols", backtests.stream().map(BacktestReporter::symbol).toList());
        return CanonicalJson.write(map) + "\n";
    }

    private static Object value(Component component) {
        return switch (component.kind()) {
            case "int" -> Long.valueOf(component.value());
            case "double" -> Double.valueOf(component.value());
            case "boolean" -> Boolean.valueOf(component.value());
            default -> component.value();
        };
    }

    private static Map<String, @Nullable Object> symbol(Backtest one) {
        BarSeries bars = one.symbol().bars();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", one.symbol().name());
        map.put("dataHash", bars.contentHash());
        map.put("fee", one.symbol().market().feeFraction());
        map.put("spread", one.symbol().market().spreadRatio());
        map.put("longOnly", one.symbol().market().isLongOnly());
        map.put("periodsPerYear", one.symbol().market().periodsPerYear());
        if (!one.symbol().market().terms().isPlain()) {
            map.put("terms", StudyJson.terms(one.symbol().market()));
        }
        map.put("ambiguous", one.symbol().market().terms().ambiguity().label());
        map.put("warmUpBars", one.from());
        map.put("from", bars.timeLabel(one.from()));
        map.put("to", bars.timeLabel(bars.size() - 1));
        Map<String, @Nullable Object> statistics = new LinkedHashMap<>();
        statistics.put("buy-and-hold", one.buyAndHold());
        for (Measure measure : Metrics.list()) {
            double value = measure.of(one.evaluation());
            statistics.put(measure.name(), Double.isFinite(value) ? (Object) value : null);
        }
        statistics.put("ambiguous-bars", one.evaluation().ambiguousBars());
        map.put("statistics", statistics);
        map.put("trades", one.trades().stream().map(trade -> trade(one, trade)).toList());
        List<Map<String, @Nullable Object>> equity = new ArrayList<>();
        for (int i = 0; i < one.equity().length; i++) {
            Map<String, @Nullable Object> bar = new LinkedHashMap<>();
            bar.put("time", bars.timeLabel(one.from() + i));
            bar.put("equity", one.equity()[i]);
            bar.put("position", one.position()[i]);
            equity.add(bar);
        }
        map.put("equity", equity);
        return map;
    }

    private static Map<String, @Nullable Object> trade(Backtest one, Trade trade) {
        BarSeries bars = one.symbol().bars();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("side", trade.isLong() ? "long" : "short");
        map.put("entryTime", bars.timeLabel(trade.entryBar()));
        map.put("exitTime", trade.isOpen() ? null : bars.timeLabel(trade.exitBar()));
        map.put("bars", trade.bars());
        map.put("units", trade.units());
        map.put("entryPrice", trade.entryPrice());
        map.put("exitPrice", trade.exitPrice());
        map.put("profit", trade.profit());
        map.put("return", one.returned(trade));
        map.put("reason", reason(trade));
        return map;
    }

    /** Returns a row for each trade. */
    public static String tradesCsv(List<Backtest> backtests) {
        StringBuilder out = new StringBuilder("symbol,side,entryTime,exitTime,bars,units,entryPrice,exitPrice,profit,return,reason\n");
        for (Backtest one : backtests) {
            BarSeries bars = one.symbol().bars();
            for (Trade trade : one.trades()) {
                out.append(CsvReporter.text(one.symbol().name())).append(',')
                        .append(trade.isLong() ? "long" : "short").append(',')
                        .append(bars.timeLabel(trade.entryBar())).append(',')
                        .append(trade.isOpen() ? "" : bars.timeLabel(trade.exitBar())).append(',')
                        .append(trade.bars()).append(',')
                        .append(trade.units()).append(',')
                        .append(trade.entryPrice()).append(',')
                        .append(trade.exitPrice()).append(',')
                        .append(trade.profit()).append(',')
                        .append(one.returned(trade)).append(',')
                        .append(reason(trade)).append('\n');
            }
        }
        return out.toString();
    }

    /** Returns a row for each bar. */
    public static String equityCsv(List<Backtest> backtests) {
        StringBuilder out = new StringBuilder("symbol,time,equity,position\n");
        for (Backtest one : backtests) {
            for (int i = 0; i < one.equity().length; i++) {
                out.append(CsvReporter.text(one.symbol().name())).append(',')
                        .append(one.symbol().bars().timeLabel(one.from() + i)).append(',')
                        .append(one.equity()[i]).append(',')
                        .append(one.position()[i]).append('\n');
            }
        }
        return out.toString();
    }
}
