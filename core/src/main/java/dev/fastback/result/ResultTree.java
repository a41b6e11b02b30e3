package dev.fastback.result;

import dev.fastback.data.BarSeries;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategySummary.SearchSummary;
import dev.fastback.result.StrategySummary.TestSummary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a result as trees of maps, lists and plain values: what every writer prints and what the result hash is taken of.
 * Keys are those of the documented JSON. A symbol's tree is made by itself, so that a large result can be written piece by piece.
 */
public final class ResultTree {
    private static final String SEARCH_MICROS = "searchMicros";

    private ResultTree() {}

    /**
     * Returns the SHA-256, in hexadecimal, of the canonical JSON of {@code {symbols, summary}} without {@code searchMicros}; a
     * few simulations are in memory at a time.
     */
    static String hash(StudyResult result) {
        MessageDigest digest = sha256();
        // Canonical order puts summary before symbols.
        update(digest, "{\"summary\":");
        update(digest, CanonicalJson.write(result.summary().stream().map(ResultTree::summary).toList()));
        update(digest, ",\"symbols\":[");
        String separator = "";
        for (SymbolResult symbol : result.symbols()) {
            update(digest, separator);
            CanonicalJson.writeWithout(symbol(symbol), SEARCH_MICROS, text -> update(digest, text));
            separator = ",";
        }
        update(digest, "]}");
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the tree of a symbol: its simulations, each made when it is got, and orders. */
    public static Map<String, @Nullable Object> symbol(SymbolResult result) {
        BarSeries bars = result.symbol().bars();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("symbol", result.symbol().name());
        map.put("asset", result.symbol().market().assetClass().name().toLowerCase(Locale.ROOT));
        map.put("bars", bars.size());
        map.put("warnings", result.symbol().warnings());
        map.put("simulations", new Simulations(bars, result.simulations()));
        map.put("orders", result.orders().stream().map(ResultTree::order).toList());
        return map;
    }

    /** The trees of simulations, each made when it is got. */
    private static final class Simulations extends AbstractList<Map<String, @Nullable Object>> {
        private final BarSeries bars;
        private final List<SimulationResult> results;

        Simulations(BarSeries bars, List<SimulationResult> results) {
            this.bars = bars;
            this.results = results;
        }

        @Override
        public Map<String, @Nullable Object> get(int index) {
            return simulation(bars, results.get(index));
        }

        @Override
        public int size() {
            return results.size();
        }
    }

    private static Map<String, @Nullable Object> simulation(BarSeries bars, SimulationResult result) {
        int last = result.simulation().fold().lastBar();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("index", result.simulation().fold().index());
        map.put("date", last < 0 ? null : bars.timeLabel(last));
        map.put("status", result.status());
        map.put("reason", result.reason().orElse(null));
        map.put(
                "strategies",
                result instanceof Completed completed
                        ? completed.strategies().stream().map(ResultTree::strategy).toList()
                        : List.of());
        return map;
    }

    private static Map<String, @Nullable Object> strategy(StrategyResult result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", result.name());
        putSearch(map, result.search());
        Performance score = result.inSample();
        map.put("ambiguousBars", result.search() == null ? null : score.ambiguousBars());
        map.put("return", score.totalReturn());
        map.put("sharpe", score.sharpe());
        map.put("trades", score.trades());
        map.put("maxDrawdown", score.maxDrawdown());
        map.put("outOfSample", test(result.outOfSample()));
        if (result.adjustedReturn() != null) {
            map.put("adjustedReturn", result.adjustedReturn());
        }
        return map;
    }

    private static void putSearch(Map<String, @Nullable Object> map, @Nullable SearchOutcome outcome) {
        SearchOutcome.Verdict verdict = outcome == null ? null : outcome.verdict();
        map.put("parameters", outcome == null ? null : parameters(outcome));
        map.put("closeAtEndOfDay", outcome == null ? null : outcome.closeAtEndOfDay());
        map.put("baseline", outcome == null ? null : outcome.baseline());
        map.put("profit", outcome == null ? null : outcome.profit());
        map.put("quality", outcome == null ? null : outcome.quality());
        map.put("knifeEdge", verdict == null ? null : verdict.knifeEdge());
        map.put("cellWidth", verdict == null ? null : verdict.cellWidth());
        map.put("cellHeight", verdict == null ? null : verdict.cellHeight());
        map.put("tradeableProfit", verdict == null ? null : verdict.tradeableProfit());
        if (outcome != null && outcome.sharing() != null) {
            map.put("sharing", sharing(outcome, outcome.sharing()));
        }
        map.put("evaluations", outcome == null ? null : outcome.evaluations());
        map.put("overBudget", outcome == null ? null : outcome.overBudget());
        map.put(SEARCH_MICROS, outcome == null ? null : outcome.searchNanos() / 1000.0);
    }

    private static Map<String, @Nullable Object> sharing(SearchOutcome outcome, SearchOutcome.Sharing sharing) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("simulations", sharing.simulations());
        map.put("meanProfit", sharing.meanProfit());
        map.put("aloneProfit", sharing.aloneProfit());
        map.put("cost", outcome.sharingCost());
        return map;
    }

    /** Returns the parameters of a search by name. */
    public static Map<String, @Nullable Object> parameters(SearchOutcome outcome) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < outcome.parameterNames().size(); i++) {
            map.put(outcome.parameterNames().get(i), outcome.point()[i]);
        }
        return map;
    }

    private static Map<String, @Nullable Object> test(@Nullable Performance score) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int bars = score == null ? 0 : score.bars();
        map.put("bars", bars);
        map.put("return", score == null ? null : score.totalReturn());
        map.put("perBar", score == null ? null : score.perBar());
        return map;
    }

    private static Map<String, @Nullable Object> order(Order order) {
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
        map.put("meanReturn", line.meanReturn());
        map.put("meanSharpe", line.meanSharpe());
        map.put("meanTrades", line.meanTrades());
        map.put("meanMaxDrawdown", line.meanMaxDrawdown());
        SearchSummary search = line.search();
        map.put("meanProfit", search == null ? null : search.meanProfit());
        map.put("meanBaseline", search == null ? null : search.meanBaseline());
        map.put("meanTradeableProfit", search == null ? null : search.meanTradeableProfit());
        map.put("quality", search == null ? null : quality(search));
        map.put("knifeEdges", search == null ? null : search.knifeEdges());
        map.put("ambiguousBars", search == null ? null : line.ambiguousBars());
        map.put("evaluations", search == null ? null : search.evaluations());
        map.put("newest", search == null ? null : newest(search.newest()));
        map.put("bestIndex", search == null ? null : search.bestIndex());
        if (search != null && search.sharing() != null) {
            Map<String, @Nullable Object> sharing = new LinkedHashMap<>();
            sharing.put("meanAloneProfit", search.sharing().meanAloneProfit());
            sharing.put("meanCost", search.sharing().meanCost());
            sharing.put("worstCost", search.sharing().worstCost());
            map.put("sharing", withoutOverflow(sharing));
        }
        TestSummary test = line.outOfSample();
        Map<String, @Nullable Object> outOfSample = new LinkedHashMap<>();
        outOfSample.put("bars", test == null ? 0L : test.bars());
        outOfSample.put("meanReturn", test == null ? null : test.meanReturn());
        outOfSample.put("perBar", test == null ? null : test.perBar());
        map.put("outOfSample", withoutOverflow(outOfSample));
        if (line.meanAdjustedReturn() != null) {
            map.put("meanAdjustedReturn", line.meanAdjustedReturn());
        }
        return withoutOverflow(map);
    }

    // Sums of enormous figures may leave the range of numbers, and JSON has no word for that but null.
    private static Map<String, @Nullable Object> withoutOverflow(Map<String, @Nullable Object> map) {
        map.replaceAll((key, value) -> value instanceof Double d && !Double.isFinite(d) ? null : value);
        return map;
    }

    private static Map<String, @Nullable Object> quality(SearchSummary search) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("mean", search.meanQuality());
        map.put("worst", search.worstQuality());
        map.put("ratioOfSums", search.ratioOfSums());
        return withoutOverflow(map);
    }

    private static Map<String, @Nullable Object> newest(SearchOutcome outcome) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("parameters", parameters(outcome));
        map.put("closeAtEndOfDay", outcome.closeAtEndOfDay());
        return map;
    }
}
