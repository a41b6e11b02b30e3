package dev.fastback.command;

import dev.fastback.classics.Classics;
import dev.fastback.component.Components;
import dev.fastback.component.ListedComponent;
import dev.fastback.data.files.BarFormats;
import dev.fastback.engine.Engines;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.ProfitEvaluators;
import dev.fastback.search.Searches;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.table.TableFormats;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the parts that are there as docs/components.schema.json describes, or as a table for people. */
final class ComponentListing {
    /** Providers whose name tells a reader nothing. */
    private static final Set<String> OWN = Set.of(Strategies.PROVIDER, Classics.NAME);

    private ComponentListing() {}

    /**
     * The parts of a kind.
     *
     * @param kind what one is called, for example {@code engine}
     * @param components a line for each
     */
    record Kind(String kind, List<ListedComponent> components) {
        static Kind of(Components<?> components) {
            return new Kind(components.kind(), components.list());
        }
    }

    /** Returns the kinds in the order of lists. */
    static List<Kind> kinds() {
        return List.of(
                Kind.of(Engines.all()),
                Kind.of(Searches.all()),
                new Kind("strategy", Strategies.list()),
                new Kind("metric", Metrics.components()),
                Kind.of(Forecasters.all()),
                Kind.of(ProfitEvaluators.all()),
                Kind.of(BarFormats.all()),
                Kind.of(BarFormats.compressions()),
                Kind.of(TableFormats.all()));
    }

    static String json(List<Kind> kinds) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("kinds", kinds.stream().map(ComponentListing::kind).toList());
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> kind(Kind kind) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind.kind());
        map.put("components", kind.components().stream().map(ComponentListing::component).toList());
        return map;
    }

    private static Map<String, @Nullable Object> component(ListedComponent component) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", component.name());
        map.put("available", component.isAvailable());
        map.put("reason", component.reason());
        if (component.provider() != null) {
            map.put("provider", component.provider());
        }
        return map;
    }

    static String table(List<Kind> kinds, Screen screen) {
        TextTable table = new TextTable(3).withFolding();
        for (Kind kind : kinds) {
            for (ListedComponent component : kind.components()) {
                String maker = component.provider() == null || OWN.contains(component.provider()) ? "" : " (by " + component.provider() + ")";
                table.row(List.of(
                        kind.kind(),
                        component.name(),
                        (component.isAvailable() ? "available" : "not available: " + component.reason()) + maker));
            }
        }
        StringBuilder out = new StringBuilder();
        table.appendTo(out, screen);
        return out.toString();
    }
}
