package dev.fastback.report;

import dev.fastback.component.Components;
import dev.fastback.data.BarSeries;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.summary.ResultReader;
import dev.fastback.table.TableFormat;
import dev.fastback.table.TableFormats;
import dev.fastback.terminal.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * Writes the rows and columns of {@link CsvReporter} as Parquet: dates as points in time, numbers as such, what is absent missing. The table is made in
 * memory.
 */
public final class ParquetReporter implements Reporter {
    private static final String SUFFIX = ".parquet";

    /**
     * Returns what writes such files.
     *
     * @throws UsageException if nothing does
     */
    public static TableFormat format() {
        TableFormat format = TableFormats.ofFile(SUFFIX)
                .orElseThrow(() -> new UsageException("--format parquet: nothing here writes such files; fastback components lists what is there"));
        Components.whyUnavailable(format).ifPresent(why -> {
            throw new UsageException("--format parquet: cannot be written: " + why);
        });
        return format;
    }

    @Override
    public void write(Report report, int workers, OutputStream out) throws IOException {
        GrowingTable table = new GrowingTable();
        Set<String> names = CsvReporter.parameterNames(report.result().study());
        report.result().read(
                new ResultReader() {
                    @Override
                    public boolean wantsHash() {
                        return false;
                    }

                    @Override
                    public void simulation(SymbolResult symbol, SimulationResult simulation) {
                        if (simulation instanceof Completed completed) {
                            completed.strategies().forEach(strategy -> row(table, symbol.symbol().bars(), simulation, strategy, names));
                        } else {
                            place(table, symbol.symbol().bars(), simulation);
                            table.end();
                        }
                    }
                },
                workers);
        format().write(table.table(), out);
    }

    private static void place(GrowingTable table, BarSeries bars, SimulationResult simulation) {
        int last = simulation.simulation().fold().lastBar();
        table.text("symbol", bars.symbol());
        table.whole("index", simulation.simulation().fold().index());
        if (last >= 0) {
            table.time("date", bars.timeMillis(last));
        }
        table.text("status", simulation.status());
        table.text("reason", simulation.reason().orElse(null));
    }

    private static void row(GrowingTable table, BarSeries bars, SimulationResult simulation, StrategyResult strategy, Set<String> names) {
        place(table, bars, simulation);
        table.text("strategy", strategy.name());
        names.forEach(name -> table.value(CsvReporter.column(name), CsvReporter.value(strategy.parameters(), name)));
        for (Figure figure : CsvReporter.SHOWN) {
            if (figure.kind() == Figure.Kind.REAL) {
                table.number(figure.column(), strategy.figures().real(figure)); // NaN where it is absent
            } else {
                table.value(figure.column(), strategy.figures().value(figure));
            }
        }
        table.end();
    }
}
