package dev.fastback.app;

import dev.fastback.data.BarSeries;
import dev.fastback.result.Performance;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one row a simulation and strategy; a simulation that did not complete has one row with its reason. */
final class CsvReporter implements Reporter {
    private static final List<String> COLUMNS = List.of(
            "symbol", "index", "date", "status", "reason", "strategy", "high", "low", "closeAtEndOfDay", "baseline", "profit",
            "quality", "knifeEdge", "cellWidth", "cellHeight", "tradeableProfit", "ambiguousBars", "evaluations",
            "searchMicros", "return", "sharpe", "trades", "maxDrawdown", "outOfSampleBars", "outOfSampleReturn",
            "outOfSamplePerBar", "adjustedReturn", "sharedBy", "sharedMeanProfit", "aloneProfit", "sharingCost");

    @Override
    public void write(Report report, OutputStream stream) throws IOException {
        Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        out.append(String.join(",", COLUMNS)).append('\n');
        for (SymbolResult symbol : report.result().symbols()) {
            for (SimulationResult simulation : symbol.simulations()) {
                List<@Nullable Object> place = place(symbol.symbol().bars(), simulation);
                if (simulation instanceof Completed completed) {
                    for (StrategyResult strategy : completed.strategies()) {
                        append(out, place, row(strategy));
                    }
                } else {
                    append(out, place, List.of());
                }
            }
        }
        out.flush();
    }

    private static List<@Nullable Object> place(BarSeries bars, SimulationResult simulation) {
        int last = simulation.simulation().fold().lastBar();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(bars.symbol());
        cells.add(simulation.simulation().fold().index());
        cells.add(last < 0 ? null : bars.timeLabel(last));
        cells.add(simulation.status());
        cells.add(simulation.reason().orElse(null));
        return cells;
    }

    private static List<@Nullable Object> row(StrategyResult result) {
        SearchOutcome search = result.search();
        SearchOutcome.Verdict verdict = search == null ? null : search.verdict();
        Performance score = result.inSample();
        Performance test = result.outOfSample();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(result.name());
        cells.add(parameter(search, "high"));
        cells.add(parameter(search, "low"));
        cells.add(search == null ? null : search.closeAtEndOfDay());
        cells.add(search == null ? null : search.baseline());
        cells.add(search == null ? null : search.profit());
        cells.add(search == null ? null : search.quality());
        cells.add(verdict == null ? null : verdict.knifeEdge());
        cells.add(verdict == null ? null : verdict.cellWidth());
        cells.add(verdict == null ? null : verdict.cellHeight());
        cells.add(verdict == null ? null : verdict.tradeableProfit());
        cells.add(search == null ? null : score.ambiguousBars());
        cells.add(search == null ? null : search.evaluations());
        cells.add(search == null ? null : search.searchNanos() / 1000.0);
        cells.add(score.totalReturn());
        cells.add(score.sharpe());
        cells.add(score.trades());
        cells.add(score.maxDrawdown());
        cells.add(test == null ? 0 : test.bars());
        cells.add(test == null ? null : test.totalReturn());
        cells.add(test == null ? null : test.totalReturn() / test.bars());
        cells.add(result.adjustedReturn());
        SearchOutcome.Sharing sharing = search == null ? null : search.sharing();
        cells.add(sharing == null ? null : sharing.simulations());
        cells.add(sharing == null ? null : sharing.meanProfit());
        cells.add(sharing == null ? null : sharing.aloneProfit());
        cells.add(search == null ? null : search.sharingCost());
        return cells;
    }

    private static @Nullable Double parameter(@Nullable SearchOutcome search, String name) {
        int index = search == null ? -1 : search.parameterNames().indexOf(name);
        return search == null || index < 0 ? null : Double.valueOf(search.point()[index]);
    }

    private static void append(Writer out, List<@Nullable Object> place, List<@Nullable Object> row)
            throws IOException {
        List<@Nullable Object> cells = new ArrayList<>(place);
        cells.addAll(row);
        while (cells.size() < COLUMNS.size()) {
            cells.add(null);
        }
        out.append(cells.stream().map(CsvReporter::cell).collect(Collectors.joining(","))).append('\n');
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
