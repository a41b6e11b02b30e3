package dev.fastback.summary;

import dev.fastback.data.BarSeries;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.strategy.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
        map.put("asset", result.symbol().market().assetClass().label());
        map.put("bars", bars.size());
        map.put("notes", result.symbol().notes());
        map.put("warnings", result.symbol().warnings());
        return map;
    }

    /** Returns the trees of a symbol's orders; null when they are not known. */
    public static @Nullable List<Map<String, @Nullable Object>> orders(SymbolResult result) {
        return result.outcome().isKnown() ? result.orders().stream().map(order -> order(result, order)).toList() : null;
    }

    /** Returns the trees of a symbol's unseen paths; null when they are not known. */
    public static @Nullable List<Map<String, @Nullable Object>> paths(SymbolResult result) {
        return result.outcome().isKnown() ? result.paths().stream().map(ResultTree::path).toList() : null;
    }

    private static Map<String, @Nullable Object> order(SymbolResult result, Order order) {
        Map<String, @Nullable Object> map = order(order);
        map.put("evidence", Judgement.hasEvidence(result.outcome(), order.strategy()));
        return map;
    }

    /** Returns the tree of an order. */
    public static Map<String, @Nullable Object> order(Order order) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("strategy", order.strategy());
        map.put("type", order.type());
        map.put("side", order.side().label());
        map.put("price", order.price());
        map.put("quantity", order.quantity());
        map.put("stop", order.stop());
        map.put("target", order.target());
        map.put("condition", order.condition());
        return map;
    }

    /** Returns the tree of an unseen path. */
    public static Map<String, @Nullable Object> path(UnseenPath path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("strategy", path.strategy());
        for (SummaryFigure figure : SummaryFigure.all()) {
            ToDoubleFunction<UnseenPath> ofPath = figure.ofPath();
            if (ofPath != null && figure != SummaryFigure.UNSEEN_MEAN_RETURN) {
                double value = ofPath.applyAsDouble(path);
                put(map, figure, Double.isFinite(value) ? figure.isCount() ? (Object) (long) value : Double.valueOf(value) : null);
            }
        }
        map.put("missingBars", path.missingBars());
        map.put("partial", path.totals().isPartial());
        map.put("position", path.totals().position());
        return map;
    }

    /** Adds a figure; the two ends of an interval become one array. */
    private static void put(Map<String, @Nullable Object> map, SummaryFigure figure, @Nullable Object value) {
        if (figure == SummaryFigure.UNSEEN_INTERVAL_HIGH) {
            String key = SummaryFigure.UNSEEN_INTERVAL_LOW.key();
            Object low = map.get(key);
            map.put(key, low == null || value == null ? null : List.of(low, value));
        } else {
            map.put(figure.key(), value);
        }
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
        judgement(map, line);
        return map;
    }

    private static void judgement(Map<String, @Nullable Object> map, StrategySummary line) {
        Judgement judgement = line.judgement();
        map.put("verdict", judgement.level() == null ? null : judgement.level().id());
        map.put("adjustedPValue", Double.isNaN(judgement.adjustedPValue()) ? null : judgement.adjustedPValue());
        map.put("reasons", judgement.reasons());
        StrategyEvidence evidence = line.evidence();
        if (evidence == null) {
            return;
        }
        EvidenceFigure.groups().forEach(group -> map.put(group, evidence.hasGroup(group) ? group(evidence, group) : null));
        map.put("stability", evidence.stability().isEmpty() ? null : evidence.stability());
    }

    private static Map<String, @Nullable Object> group(StrategyEvidence evidence, String group) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (EvidenceFigure figure : EvidenceFigure.all()) {
            if (figure.group().equals(group)) {
                Double value = evidence.value(figure);
                map.put(figure.key(), value != null && figure.isCount() ? (Object) value.longValue() : value);
            }
        }
        String reason = evidence.reason(group);
        map.put("reason", group.equals(EvidenceFigure.TRIALS)
                ? evidence.unmet().map(unmet -> reason == null ? unmet : unmet + "; " + reason).orElse(reason)
                : reason);
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
            put(inside, figure, value(line, figure));
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
