package dev.fastback.summary;

import dev.fastback.data.BarSeries;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.result.detail.Spread;
import dev.fastback.result.detail.Surface;
import dev.fastback.stats.Histogram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is drawn of a symbol beyond its figures, as trees with the keys of the documented JSON. The result hash leaves it out. */
public final class DetailTree {
    private DetailTree() {}

    /** Returns the tree of a symbol; null where it is not known. */
    public static @Nullable Map<String, @Nullable Object> of(SymbolResult symbol) {
        SymbolOutcome outcome = symbol.outcome();
        if (!outcome.isKnown()) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        outcome.paths().forEach(path -> names.add(path.strategy()));
        outcome.evidence().forEach(evidence -> names.add(evidence.strategy()));
        BarSeries bars = symbol.symbol().bars();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", symbol.symbol().name());
        map.put("strategies", names.stream().map(name -> strategy(outcome, bars, name)).toList());
        map.put("closeForecasts", outcome.forecasts().equals(ForecastPath.NONE) ? null : forecasts(outcome.forecasts(), bars));
        return map;
    }

    private static Map<String, @Nullable Object> strategy(SymbolOutcome outcome, BarSeries bars, String name) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("strategy", name);
        map.put("trades", outcome.path(name).map(path -> path.newestTrades().stream().map(trade -> trade(trade, bars)).toList()).orElse(null));
        StrategyEvidence evidence = outcome.evidence(name).orElse(null);
        Map<String, @Nullable Object> spreads = new LinkedHashMap<>();
        if (evidence != null) {
            evidence.spreads().forEach((kind, spread) -> spreads.put(kind.key(), spread(spread)));
        }
        map.put("distributions", spreads);
        Surface surface = evidence == null ? null : evidence.surface();
        map.put("surface", surface == null ? null : surface(surface));
        return map;
    }

    private static Map<String, @Nullable Object> trade(PathTrade trade, BarSeries bars) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("entry", bars.timeLabel(trade.entryBar()));
        map.put("exit", bars.timeLabel(trade.exitBar()));
        map.put("side", trade.isLong() ? "long" : "short");
        map.put("entryPrice", trade.entryPrice());
        map.put("exitPrice", trade.exitPrice());
        map.put("return", trade.gain());
        map.put("left", reason(trade));
        return map;
    }

    /** Returns in a word why a trade was left. */
    public static String reason(PathTrade trade) {
        return trade.isOpen() ? "open" : trade.reason().label();
    }

    private static Map<String, @Nullable Object> spread(Spread spread) {
        Histogram histogram = spread.histogram();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("low", histogram.low());
        map.put("high", histogram.high());
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < histogram.classes(); i++) {
            counts.add(histogram.count(i));
        }
        map.put("counts", counts);
        map.put("observed", Double.isFinite(spread.observed()) ? spread.observed() : null);
        return map;
    }

    private static Map<String, @Nullable Object> surface(Surface surface) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("x", surface.x());
        map.put("y", surface.y());
        map.put("xEdges", surface.xEdges());
        map.put("yEdges", surface.yEdges());
        map.put("xLevels", surface.xLevels());
        map.put("yLevels", surface.yLevels());
        List<float[]> values = new ArrayList<>();
        int columns = surface.xEdges().length - 1;
        int rows = surface.yEdges().length - 1;
        for (int i = 0; i < columns; i++) {
            float[] column = new float[rows];
            for (int j = 0; j < rows; j++) {
                column[j] = surface.value(i, j);
            }
            values.add(column);
        }
        map.put("values", values);
        Map<String, @Nullable Object> best = new LinkedHashMap<>();
        best.put("x", surface.best().x());
        best.put("y", surface.best().y());
        best.put("value", surface.best().value());
        map.put("best", best);
        return map;
    }

    private static Map<String, @Nullable Object> forecasts(ForecastPath forecasts, BarSeries bars) {
        List<@Nullable Float> points = new ArrayList<>();
        List<@Nullable Float> lowers = new ArrayList<>();
        List<@Nullable Float> uppers = new ArrayList<>();
        for (int bar = forecasts.from(); bar < forecasts.to(); bar++) {
            add(points, forecasts.point(bar));
            add(lowers, forecasts.lower(bar));
            add(uppers, forecasts.upper(bar));
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("from", bars.timeLabel(forecasts.from()));
        map.put("point", points);
        map.put("lower", lowers);
        map.put("upper", uppers);
        return map;
    }

    private static void add(Collection<@Nullable Float> list, float value) {
        list.add(Float.isNaN(value) ? null : Float.valueOf(value));
    }
}
