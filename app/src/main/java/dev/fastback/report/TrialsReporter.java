package dev.fastback.report;

import dev.fastback.evaluation.Metric;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.simulation.trials.TrialRoom;
import dev.fastback.study.Study;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what was kept of the points that searches evaluated as CSV or Parquet: one row per trial, with its place in the study, its number in its search
 * from 0, one column per parameter of any strategy, the value of the study's metric, and the sum of constraint violations. As CSV, one simulation is
 * in memory at a time.
 */
public final class TrialsReporter {
    private static final List<String> PLACE = List.of("symbol", "index", "date", "strategy", "trial");
    private static final List<String> OUTCOME = List.of("value", "violation");
    private static final int FULL = 1 << 16;

    private final Study study;
    private final RunJournal journal;
    private final List<String> names;

    /** Makes a reporter of a stored run. */
    public TrialsReporter(Study study, RunJournal journal) {
        this.study = study;
        this.journal = journal;
        this.names = List.copyOf(CsvReporter.parameterNames(study));
    }

    /** Writes all trials; the stream is buffered and closed by the caller. */
    public void write(OutputStream out) throws IOException {
        List<String> columns = new ArrayList<>(PLACE);
        names.forEach(name -> columns.add(CsvReporter.text(column(name))));
        columns.addAll(outcome());
        int blocks = TrialRoom.least(study).blocks(); // the most of any fold
        for (int b = 1; b <= blocks; b++) {
            columns.add("sum" + b);
            columns.add("squares" + b);
        }
        StringBuilder rows = new StringBuilder(2 * FULL).append(String.join(",", columns)).append('\n');
        for (int index = 0; index < study.simulationCount(); index++) {
            SimulationResult result = journal.withTrials(index);
            if (result instanceof Completed completed) {
                for (int k = 0; k < completed.strategies().size(); k++) {
                    write(completed, completed.strategies().get(k), study.strategies().get(k).space(), blocks, rows, out);
                }
            }
        }
        flush(rows, out);
    }

    /** Writes all trials as one Parquet table, which is made in memory; the stream is buffered and closed by the caller. */
    public void writeParquet(OutputStream out) throws IOException {
        GrowingTable table = new GrowingTable();
        for (int index = 0; index < study.simulationCount(); index++) {
            if (journal.withTrials(index) instanceof Completed completed) {
                for (int k = 0; k < completed.strategies().size(); k++) {
                    add(table, completed, completed.strategies().get(k), study.strategies().get(k).space());
                }
            }
        }
        ParquetReporter.format().write(table.table(), out);
    }

    private void add(GrowingTable table, Completed simulation, StrategyResult strategy, ParameterSpace space) {
        Trials trials = strategy.trials();
        if (trials == null) {
            return;
        }
        var bars = study.symbols().get(simulation.simulation().symbol()).bars();
        for (int row = 0; row < trials.kept(); row++) {
            table.text("symbol", bars.symbol());
            table.whole("index", simulation.simulation().fold().index());
            table.time("date", bars.timeMillis(simulation.simulation().fold().lastBar()));
            table.text("strategy", strategy.name());
            table.whole("trial", trials.number(row));
            for (String name : names) {
                int column = space.names().indexOf(name);
                table.value(column(name), column < 0 ? null : space.parameters().get(column).value(trials.coordinate(row, column)));
            }
            for (int m = 0; m < trials.metrics(); m++) {
                table.number(outcome().get(m), shown(trials, row, m));
            }
            table.number("violation", trials.violation(row));
            for (int b = 0; b < trials.blocks(); b++) {
                table.number("sum" + (b + 1), trials.sum(row, b));
                table.number("squares" + (b + 1), trials.square(row, b));
            }
            table.end();
        }
    }

    /** Returns the names of the last columns: of one metric its value as it is searched; of several each by its name, as people read it. */
    private List<String> outcome() {
        List<Metric> metrics = study.metric().parts();
        if (metrics.size() == 1) {
            return OUTCOME;
        }
        List<String> outcome = new ArrayList<>(metrics.stream().map(metric -> metric.measures().getFirst().name()).toList());
        outcome.add(OUTCOME.getLast());
        return outcome;
    }

    private double shown(Trials trials, int row, int metric) {
        double value = trials.value(row, metric);
        return trials.metrics() == 1 ? value : study.metric().parts().get(metric).shown(value);
    }

    private String column(String name) {
        boolean isOfBlocks = study.search().keepsBlocks() && name.matches("(sum|squares)[1-9]\\d*");
        return PLACE.contains(name) || outcome().contains(name) || isOfBlocks ? "parameter." + name : name;
    }

    private void write(Completed simulation, StrategyResult strategy, ParameterSpace space, int blocks, StringBuilder rows, OutputStream out)
            throws IOException {
        Trials trials = strategy.trials();
        if (trials == null) {
            return;
        }
        var bars = study.symbols().get(simulation.simulation().symbol()).bars();
        String place = CsvReporter.text(bars.symbol()) + ',' + simulation.simulation().fold().index() + ','
                + bars.timeLabel(simulation.simulation().fold().lastBar()) + ',' + CsvReporter.text(strategy.name()) + ',';
        int[] columns = new int[names.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = space.names().indexOf(names.get(c));
        }
        for (int row = 0; row < trials.kept(); row++) {
            rows.append(place).append(trials.number(row));
            for (int column : columns) {
                rows.append(',');
                if (column >= 0) {
                    Parameter parameter = space.parameters().get(column);
                    Object value = parameter.value(trials.coordinate(row, column));
                    rows.append(value instanceof String words ? CsvReporter.text(words) : value);
                }
            }
            for (int m = 0; m < trials.metrics(); m++) {
                rows.append(',').append(shown(trials, row, m));
            }
            rows.append(',').append(trials.violation(row));
            for (int b = 0; b < blocks; b++) {
                if (b < trials.blocks()) {
                    rows.append(',').append(trials.sum(row, b)).append(',').append(trials.square(row, b));
                } else {
                    rows.append(",,");
                }
            }
            rows.append('\n');
            if (rows.length() >= FULL) {
                flush(rows, out);
            }
        }
    }

    private static void flush(StringBuilder rows, OutputStream out) throws IOException {
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        rows.setLength(0);
    }
}
