package dev.fastback.report;

import dev.fastback.data.Column;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.input.LoadedMarket;
import dev.fastback.input.StudyJson;
import dev.fastback.json.ByteText;
import dev.fastback.json.CanonicalSink;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.RunHistory;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Timing;
import dev.fastback.simulation.PortfolioPath;
import dev.fastback.summary.DetailTree;
import dev.fastback.summary.Judgement;
import dev.fastback.summary.ResultJson;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.ResultTree;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report as the JSON that docs/optimize.schema.json describes. */
public final class JsonReporter implements Reporter {
    static final int SCHEMA_VERSION = 2;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Stands between simulations, each of which has a line of its own. */
    private static final String BETWEEN = ",\n      ";

    @Override
    public void write(Report report, int workers, OutputStream out) throws IOException {
        StudyResult result = report.result();
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("schemaVersion", SCHEMA_VERSION);
        head.put("study", StudyJson.of(result.study(), report.settings(), report.loaded()));
        head.put("provenance", provenance(report));
        head.put("forecasts", forecasts(report));
        head.put("timing", timing(report));
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(head);
        // The object stays open: the symbols follow, and after them what only a pass over them tells.
        out.write(utf8(text.substring(0, text.lastIndexOf('}')).stripTrailing()));
        out.write(utf8(",\n  \"symbols\" : ["));
        Symbols symbols = new Symbols(out);
        result.read(symbols, workers);
        out.write(utf8("\n  ],\n"));
        details(result, out);
        Map<String, @Nullable Object> tail = new LinkedHashMap<>();
        tail.put("summary", result.summary().stream().map(ResultTree::summary).toList());
        if (result.study().search().isPooled()) {
            tail.put("portfolio", PortfolioPath.of(result).stream().map(JsonReporter::portfolio).toList());
        }
        tail.put("history", history(report));
        tail.put("failures", failures(report, symbols.failures));
        tail.put("resultHash", result.resultHash());
        text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tail);
        out.write(utf8(text.substring(text.indexOf('{') + 1).stripLeading().indent(2).stripTrailing().replaceFirst("^ *", "  ")));
        out.write('\n');
    }

    /** Writes what is drawn beside the figures, one symbol per line. It stands apart from the symbols, whose bytes the result hash is made of. */
    private static void details(StudyResult result, OutputStream out) throws IOException {
        out.write(utf8("  \"details\" : ["));
        String before = "\n    ";
        for (SymbolResult symbol : result.symbols()) {
            Map<String, @Nullable Object> detail = DetailTree.of(symbol);
            if (detail != null) {
                out.write(utf8(before + MAPPER.writeValueAsString(detail)));
                before = ",\n    ";
            }
        }
        out.write(utf8("\n  ],\n"));
    }

    private static Map<String, @Nullable Object> portfolio(PortfolioPath portfolio) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("strategy", portfolio.path().strategy());
        map.put("symbols", portfolio.symbols());
        map.put("from", portfolio.from());
        map.put("to", portfolio.to());
        map.putAll(ResultTree.path(portfolio.path()));
        map.remove("position");
        Judgement judgement = portfolio.judgement();
        map.put("verdict", judgement.level() == null ? null : judgement.level().id());
        map.put("adjustedPValue", Double.isNaN(judgement.adjustedPValue()) ? null : judgement.adjustedPValue());
        map.put("reasons", judgement.reasons());
        return map;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes symbols with their simulations, one simulation per line. */
    private static final class Symbols implements ResultReader {
        private final OutputStream out;
        private final List<SimulationResult> failures = new ArrayList<>();
        private boolean firstSymbol = true;
        private boolean firstBlock;

        Symbols(OutputStream out) {
            this.out = out;
        }

        @Override
        public void beginSymbol(SymbolResult symbol) throws IOException {
            String head = MAPPER.writeValueAsString(ResultTree.symbol(symbol));
            out.write(utf8((firstSymbol ? "\n    " : ",\n    ") + head.substring(0, head.length() - 1) + ",\"simulations\":["));
            firstSymbol = false;
            firstBlock = true;
        }

        @Override
        public void format(SymbolResult symbol, List<SimulationResult> block, ByteText text) {
            ResultJson.DOCUMENTED.write(symbol.symbol().bars(), block, new CanonicalSink(BETWEEN, text));
        }

        @Override
        public void write(ByteText formatted) throws IOException {
            out.write(utf8(firstBlock ? "\n      " : ",\n      "));
            firstBlock = false;
            out.write(formatted.bytes(), 0, formatted.length());
        }

        @Override
        public void simulation(SymbolResult symbol, SimulationResult result) {
            if (result instanceof Failed) {
                failures.add(result);
            }
        }

        @Override
        public void endSymbol(SymbolResult symbol) throws IOException {
            String orders = MAPPER.writeValueAsString(ResultTree.orders(symbol));
            String paths = MAPPER.writeValueAsString(ResultTree.paths(symbol));
            out.write(utf8("\n    ],\"paths\":" + paths + ",\"orders\":" + orders + "}"));
        }
    }

    private static Map<String, @Nullable Object> provenance(Report report) {
        Map<String, @Nullable Object> map = report.host().provenance();
        StoredRun run = report.run();
        Map<String, Object> simulators = SimulatorNames.json(report.result().study());
        if (!simulators.isEmpty()) {
            map.put("simulators", simulators);
        }
        map.put("run", run == null ? null : run.id());
        map.put("notes", run == null ? List.of() : run.notes());
        return map;
    }

    private static Map<String, @Nullable Object> forecasts(Report report) {
        StudyResult result = report.result();
        ForecastCounts counts = report.host().isOfReport() ? result.forecasts().read() : result.forecasts();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("forecaster", result.study().forecaster().id());
        boolean known = result.areForecastsKnown();
        map.put("asked", known ? counts.asked() : null);
        map.put("distinct", known ? counts.distinct() : null);
        map.put("forOrders", known ? counts.forOrders() : null);
        map.put("cached", known ? counts.cached() : null);
        map.put("inferred", known ? counts.inferred() : null);
        map.put("seconds", result.timing().forecastSeconds());
        map.put("scores", result.forecastScores().isEmpty() ? null : scores(result.forecastScores()));
        map.put("fallbacks", counts.fallbacks().stream().map(JsonReporter::fallback).toList());
        return map;
    }

    private static Map<String, @Nullable Object> fallback(ForecastUse.Fallback fallback) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("from", fallback.from());
        map.put("to", fallback.to());
        map.put("forecasts", fallback.questions());
        map.put("reason", fallback.reason());
        return map;
    }

    private static Map<String, @Nullable Object> scores(ForecastScores scores) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Column column : Column.values()) {
            ForecastScores.Sums sums = scores.of(column);
            Map<String, @Nullable Object> of = new LinkedHashMap<>();
            of.put("bars", sums.bars());
            of.put("meanAbsoluteError", finite(sums.meanAbsoluteError()));
            of.put("pinballLoss", finite(sums.pinballLoss()));
            of.put("coverage", finite(sums.coverage()));
            of.put("skillOverZero", finite(sums.skillOverZero()));
            of.put("skillOverEwmaVol", finite(sums.skillOverEwmaVol()));
            map.put(column.name().toLowerCase(Locale.ROOT), of);
        }
        return map;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
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

    /** Returns how often the data was looked at, with what is left of the p-values then; null where that is not known. */
    private static @Nullable Map<String, @Nullable Object> history(Report report) {
        RunHistory history = report.run() == null ? null : report.run().history();
        if (history == null) {
            return null;
        }
        List<Map<String, @Nullable Object>> symbols = new ArrayList<>();
        Map<String, RunHistory.OfSymbol> byName = new HashMap<>();
        for (RunHistory.OfSymbol symbol : history.symbols()) {
            byName.put(symbol.symbol(), symbol);
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("symbol", symbol.symbol());
            map.put("trials", symbol.trials());
            map.put("earlierStudies", symbol.earlierStudies());
            map.put("earlierTrials", symbol.earlierTrials());
            symbols.add(map);
        }
        List<Map<String, @Nullable Object>> strategies = new ArrayList<>();
        for (StrategySummary line : report.result().summary()) {
            RunHistory.OfSymbol symbol = byName.get(line.symbol());
            double p = line.judgement().adjustedPValue();
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("symbol", line.symbol());
            map.put("strategy", line.strategy());
            map.put("adjustedPValue", symbol == null || Double.isNaN(p) ? null : symbol.adjusted(p));
            strategies.add(map);
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbols", symbols);
        map.put("strategies", strategies);
        return map;
    }

    private static List<Map<String, @Nullable Object>> failures(Report report, List<SimulationResult> failed) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (LoadedMarket.Failure failure : report.loaded().failures()) {
            list.add(failure(failure.file(), null, null, failure.reason()));
        }
        for (SimulationResult result : failed) {
            list.add(failure(
                    null,
                    report.result().study().symbols().get(result.simulation().symbol()).name(),
                    result.simulation().fold().index(),
                    result.reason().orElse(null)));
        }
        return list;
    }

    private static Map<String, @Nullable Object> failure(
            @Nullable String file, @Nullable String symbol, @Nullable Integer index, @Nullable String reason) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("file", file);
        map.put("symbol", symbol);
        map.put("index", index);
        map.put("reason", reason);
        return map;
    }
}
