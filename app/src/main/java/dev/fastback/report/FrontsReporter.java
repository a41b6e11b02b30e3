package dev.fastback.report;

import dev.fastback.data.BarSeries;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyResult;
import dev.fastback.study.Study;
import dev.fastback.table.TableFormats;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the fronts of several metrics as CSV or Parquet: one row per point, with its place in the study, its number in its front, 0 for the chosen one
 * that is best by the first metric, one column per parameter of any strategy, and one per metric, as people read it. The table is made in memory.
 */
public final class FrontsReporter {
    private static final List<String> PLACE = List.of("symbol", "index", "date", "strategy", "point");

    private final Study study;
    private final Set<String> names;
    private final GrowingTable points = new GrowingTable();
    private boolean isEmpty = true;

    /** Reads the fronts of a stored run. */
    public FrontsReporter(Study study, RunJournal journal) {
        this.study = study;
        this.names = CsvReporter.parameterNames(study);
        for (int index = 0; index < study.simulationCount(); index++) {
            if (journal.withTrials(index) instanceof Completed completed) {
                completed.strategies().forEach(strategy -> add(completed, strategy));
            }
        }
    }

    /** Returns whether no simulation has a front. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** Writes all points as CSV; the stream is buffered and closed by the caller. */
    public void write(OutputStream out) throws IOException {
        TableFormats.ofFile(".csv").orElseThrow().write(points.table(), out);
    }

    /** Writes all points as Parquet; the stream is buffered and closed by the caller. */
    public void writeParquet(OutputStream out) throws IOException {
        ParquetReporter.format().write(points.table(), out);
    }

    private void add(Completed simulation, StrategyResult strategy) {
        MetricFront front = strategy.front();
        if (front == null) {
            return;
        }
        isEmpty = false;
        BarSeries bars = study.symbols().get(simulation.simulation().symbol()).bars();
        for (int i = 0; i < front.points().size(); i++) {
            MetricFront.Point point = front.points().get(i);
            points.text("symbol", bars.symbol());
            points.whole("index", simulation.simulation().fold().index());
            points.time("date", bars.timeMillis(simulation.simulation().fold().lastBar()));
            points.text("strategy", strategy.name());
            points.whole("point", i);
            for (String name : names) {
                points.value(column(name, front), CsvReporter.value(point.parameters(), name));
            }
            for (int m = 0; m < point.values().length; m++) {
                points.number(front.metrics().get(m), point.values()[m]);
            }
            points.end();
        }
    }

    private static String column(String parameter, MetricFront front) {
        List<String> taken = new ArrayList<>(PLACE);
        taken.addAll(front.metrics());
        return taken.contains(parameter) ? "parameter." + parameter : parameter;
    }
}
