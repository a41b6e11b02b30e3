package dev.fastback.comparison;

import dev.fastback.comparison.ways.Claim;
import dev.fastback.comparison.ways.Measurement;
import dev.fastback.comparison.ways.Outcome;
import dev.fastback.comparison.ways.Way;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a comparison as JSON and as CSV. A figure that does not apply, or that the system does not tell, is null. */
public final class ComparisonJson {
    private static final int SCHEMA_VERSION = 2;

    private ComparisonJson() {}

    /** Returns the JSON. */
    public static String of(Comparison comparison) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(toMap(comparison)) + "\n";
    }

    /** Returns one line per way, with the figures of the JSON. */
    public static String csv(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        for (Row row : comparison.rows()) {
            Map<String, @Nullable Object> map = row(comparison, row);
            map.keySet().removeAll(List.of("forecasts", "claim", "runs"));
            if (out.isEmpty()) {
                out.append(String.join(",", map.keySet())).append('\n');
            }
            out.append(map.values().stream().map(ComparisonJson::cell).collect(java.util.stream.Collectors.joining(","))).append('\n');
        }
        return out.toString();
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : String.valueOf(value);
        return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static Map<String, @Nullable Object> toMap(Comparison comparison) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("schemaVersion", SCHEMA_VERSION);
        map.put("study", study(comparison));
        map.put("machine", comparison.machine());
        map.put("started", comparison.started().toString());
        map.put("repeats", comparison.repeats());
        map.put("peer", comparison.peer().isEmpty() ? null : comparison.peer());
        map.put("gpu", comparison.devices().toMap());
        map.put("rows", comparison.rows().stream().map(row -> row(comparison, row)).toList());
        map.put("checks", comparison.checks());
        map.put("growth", comparison.growth().stream().map(ComparisonJson::growth).toList());
        map.put("recommendation", comparison.recommendation());
        return map;
    }

    private static Map<String, @Nullable Object> study(Comparison comparison) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("arguments", comparison.study().arguments());
        map.put("market", comparison.market());
        map.put("simulations", comparison.study().simulations());
        map.put("trainBars", comparison.study().trainBars());
        map.put("feeRule", "original");
        return map;
    }

    private static Map<String, @Nullable Object> row(Comparison comparison, Row row) {
        Way way = row.way();
        @Nullable Outcome outcome = row.ran() ? row.outcome() : null;
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", way.name());
        map.put("label", way.label());
        map.put("engine", way.engine());
        map.put("search", way.search());
        map.put("workers", way.workers());
        map.put("status", row.ran() ? "completed" : way.kind() == Way.Kind.FASTBACK ? "failed" : "skipped");
        map.put("reason", row.reason());
        map.put("command", row.command().isEmpty() ? null : row.command());
        map.put("simulations", outcome == null ? null : outcome.simulations());
        map.put("seconds", outcome == null ? null : row.seconds());
        map.put("spreadSeconds", outcome == null ? null : row.spreadSeconds());
        map.put("secondsPerSimulation", outcome == null ? null : row.secondsPerSimulation());
        map.put("wholeSeconds", outcome == null ? null : row.wholeSeconds());
        map.put("speedup", comparison.speedup(row));
        map.put("quality", outcome == null ? null : outcome.quality());
        map.put("worstQuality", outcome == null ? null : outcome.worstQuality());
        map.put("profitRatio", comparison.profitRatio(row));
        map.put("outOfSampleReturn", outcome == null ? null : outcome.unseenReturn());
        map.put("evaluations", outcome == null ? null : outcome.evaluations());
        map.put("processorSeconds", outcome == null ? null : row.processorSeconds());
        map.put("peakMemoryBytes", outcome == null ? null : row.peakBytes());
        map.put("deviceMemoryBytes", outcome == null ? null : row.deviceBytes());
        map.put("resultHash", outcome == null ? null : outcome.resultHash());
        map.put("forecasts", outcome == null ? null : forecasts(row, outcome));
        map.put("claim", claim(comparison, row));
        map.put("runs", row.runs().stream().map(Measurement::seconds).toList());
        return map;
    }

    private static Map<String, @Nullable Object> forecasts(Row row, Outcome outcome) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("asked", outcome.forecasts().asked());
        map.put("distinct", outcome.forecasts().distinct());
        map.put("cached", outcome.forecasts().cached());
        map.put("seconds", row.forecastSeconds());
        return map;
    }

    private static @Nullable Map<String, @Nullable Object> claim(Comparison comparison, Row row) {
        Claim claim = row.way().claim();
        if (claim == null) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("speedup", List.of(claim.least(), claim.most()));
        map.put("loss", claim.loss());
        map.put("measuredSpeedup", comparison.speedup(row));
        map.put("measuredLoss", comparison.loss(row));
        return map;
    }

    private static Map<String, @Nullable Object> growth(Growth growth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("of", growth.what());
        map.put("ways", growth.ways().stream().map(way -> growthOf(growth, way)).toList());
        return map;
    }

    private static Map<String, @Nullable Object> growthOf(Growth growth, Way way) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", way.name());
        map.put("exponent", growth.exponent(way));
        map.put("points", growth.of(way).stream().map(ComparisonJson::point).toList());
        return map;
    }

    private static Map<String, @Nullable Object> point(GrowthPoint point) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("times", point.times());
        map.put("simulations", point.simulations());
        map.put("seconds", point.seconds());
        map.put("reason", point.reason());
        return map;
    }
}
