package dev.fastback.result;

import dev.fastback.data.BarSeries;
import dev.fastback.strategy.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The small parts of a result as trees of maps, lists and plain values, with the keys of the documented JSON: summaries, and what stands
 * beside a symbol's simulations ({@link ResultJson} writes those).
 */
public final class ResultTree {
    private ResultTree() {}

    /** Returns what stands before a symbol's simulations. */
    public static Map<String, @Nullable Object> symbol(SymbolResult result) {
        BarSeries bars = result.symbol().bars();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", result.symbol().name());
        map.put("asset", result.symbol().market().assetClass().name().toLowerCase(Locale.ROOT));
        map.put("bars", bars.size());
        map.put("notes", result.symbol().notes());
        map.put("warnings", result.symbol().warnings());
        return map;
    }

    /** Returns the trees of a symbol's orders; null when they are not known. */
    public static @Nullable List<Map<String, @Nullable Object>> orders(SymbolResult result) {
        return result.outcome().isKnown() ? result.orders().stream().map(ResultTree::order).toList() : null;
    }

    /** Returns the tree of an order. */
    public static Map<String, @Nullable Object> order(Order order) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("strategy", order.strategy());
        map.put("side", order.side().label());
        map.put("highPrice", order.highPrice());
        map.put("lowPrice", order.lowPrice());
        return map;
    }

    /** Returns the tree of a summary line. */
    public static Map<String, @Nullable Object> summary(StrategySummary line) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", line.symbol());
        map.put("strategy", line.strategy());
        map.put("simulations", line.simulations());
        for (SummaryFigure figure : SummaryFigure.all()) {
            if (figure.isOptional() && !line.has(figure)) {
                continue;
            }
            if (figure == SummaryFigure.BEST_INDEX) {
                map.put("newest", newest(line));
            }
            put(map, line, figure);
        }
        return map;
    }

    private static void put(Map<String, @Nullable Object> map, StrategySummary line, SummaryFigure figure) {
        String group = figure.group();
        boolean applies = line.isFitted() || !figure.isOfFits();
        if (group == null) {
            map.put(figure.key(), applies ? value(line, figure) : null);
        } else if (!applies) {
            map.put(group, null);
        } else {
            @SuppressWarnings("unchecked") // made here
            Map<String, @Nullable Object> inside =
                    (Map<String, @Nullable Object>) map.computeIfAbsent(group, name -> new LinkedHashMap<String, @Nullable Object>());
            inside.put(figure.key(), value(line, figure));
        }
    }

    private static @Nullable Object value(StrategySummary line, SummaryFigure figure) {
        return figure.isCount() ? (Object) line.count(figure) : line.real(figure);
    }

    private static @Nullable Map<String, @Nullable Object> newest(StrategySummary line) {
        if (line.newest() == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("parameters", line.newest().toMap());
        return map;
    }
}
