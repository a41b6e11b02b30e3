package dev.fastback.app;

import dev.fastback.profit.SearchBox;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.ResultTree;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.StudyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Timing;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Strategy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as the JSON that docs/optimize.schema.json describes. */
final class JsonReporter implements Reporter {
    static final int SCHEMA_VERSION = 1;

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        StudyResult result = report.result();
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try (JsonGenerator json = mapper.writerWithDefaultPrettyPrinter()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
            json.writeStringProperty("resultHash", result.resultHash());
            json.writePOJOProperty("study", study(result.study(), report.settings(), report.loaded()));
            json.writePOJOProperty("provenance", provenance(report));
            json.writePOJOProperty("forecasts", forecasts(result));
            json.writePOJOProperty("timing", timing(report));
            json.writeArrayPropertyStart("symbols");
            for (SymbolResult symbol : result.symbols()) {
                json.writePOJO(ResultTree.symbol(symbol));
            }
            json.writeEndArray();
            json.writePOJOProperty("summary", result.summary().stream().map(ResultTree::summary).toList());
            json.writePOJOProperty("failures", failures(report));
            json.writeEndObject();
        } catch (JacksonException e) {
            // Jackson wraps what the stream threw, once for each place in the tree.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException failure) {
                    throw failure;
                }
            }
            throw e;
        }
        out.write('\n');
    }

    private static Map<String, @Nullable Object> provenance(Report report) {
        Map<String, @Nullable Object> map = report.host().provenance();
        StoredRun run = report.run();
        map.put("run", run == null ? null : run.id());
        map.put("notes", run == null ? List.of() : run.notes());
        return map;
    }

    /** Returns the study object: what was asked. */
    static Map<String, @Nullable Object> study(Study study, StudySettings settings, LoadedMarket loaded) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbols", study.symbols().stream().map(JsonReporter::symbol).toList());
        map.put("synthetic", loaded.synthetic());
        map.put("forecaster", study.forecaster().id());
        map.put("strategies", study.strategies().stream().map(Strategy::name).toList());
        map.put("search", study.search().name());
        map.put("mode", settings.mode() == null ? null : settings.mode().name().toLowerCase(Locale.ROOT));
        Map<String, @Nullable Object> budgets = new LinkedHashMap<>();
        for (Strategy strategy : study.strategies()) {
            if (strategy instanceof SearchedStrategy searched) {
                budgets.put(strategy.name(), study.search().budgetOf(searched));
            }
        }
        map.put("maxEvaluations", budgets);
        if (study.search().isShared()) {
            map.put("sharedBy", study.search().shared());
        }
        map.put("closeAtEndOfDay", study.endOfDay().label());
        map.put("feeRule", settings.feeRule().label());
        map.put("simulations", study.walkForward().simulations());
        map.put("validation", study.walkForward().validation());
        map.put("testBars", study.walkForward().testBars());
        map.put("heldBackBars", study.walkForward().heldBack());
        map.put("original", settings.original());
        map.put("seed", study.seed());
        return map;
    }

    private static Map<String, @Nullable Object> symbol(StudySymbol symbol) {
        SearchBox box = symbol.market().box();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", symbol.name());
        map.put("dataHash", symbol.bars().contentHash());
        map.put("bars", symbol.bars().size());
        map.put("from", symbol.bars().timeLabel(0));
        map.put("to", symbol.bars().timeLabel(symbol.bars().size() - 1));
        map.put("asset", symbol.market().assetClass().name().toLowerCase(Locale.ROOT));
        map.put("fee", symbol.market().feeFraction());
        map.put("spread", symbol.market().spreadRatio());
        map.put("bounds", List.of(box.highMin(), box.highMax()));
        map.put("periodsPerYear", symbol.market().periodsPerYear());
        return map;
    }

    private static Map<String, @Nullable Object> forecasts(StudyResult result) {
        ForecastCounts counts = result.forecasts();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("forecaster", result.study().forecaster().id());
        map.put("asked", counts.asked());
        map.put("distinct", counts.distinct());
        map.put("forOrders", counts.forOrders());
        map.put("cached", counts.cached());
        map.put("inferred", counts.inferred());
        return map;
    }

    private static Map<String, @Nullable Object> timing(Report report) {
        Timing timing = report.result().timing();
        Map<String, @Nullable Object> stages = new LinkedHashMap<>();
        stages.put("load", report.loadSeconds());
        stages.put("forecast", timing.forecastSeconds());
        stages.put("simulate", timing.simulationSeconds());
        Map<String, @Nullable Object> workers = new LinkedHashMap<>();
        workers.put("search", timing.searchSeconds());
        workers.put("score", timing.scoreSeconds());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("totalSeconds", report.loadSeconds() + timing.totalSeconds());
        map.put("stageSeconds", stages);
        map.put("workerSeconds", workers);
        return map;
    }

    private static List<Map<String, @Nullable Object>> failures(Report report) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (LoadedMarket.Failure failure : report.loaded().failures()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("file", failure.file());
            map.put("symbol", null);
            map.put("index", null);
            map.put("reason", failure.reason());
            list.add(map);
        }
        if (report.result().count(Failed.class) == 0) {
            return list;
        }
        report.result().simulations().filter(Failed.class::isInstance).forEach(s -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("file", null);
            map.put("symbol", report.result().study().symbols().get(s.simulation().symbol()).name());
            map.put("index", s.simulation().fold().index());
            map.put("reason", s.reason().orElse(null));
            list.add(map);
        });
        return list;
    }
}
