package dev.fastback.report;

import dev.fastback.data.BarSeries;
import dev.fastback.json.NumberTexts;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.summary.ResultReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one row per simulation and strategy; a simulation that did not complete has one row with its reason. Columns: where the row
 * belongs, one per parameter of any strategy of the study, one per {@link Figure}.
 */
public final class CsvReporter implements Reporter {
    private static final List<String> PLACE = List.of("symbol", "index", "date", "status", "reason", "strategy");
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    /** Bytes that the rows of a simulation mostly fit into. */
    private static final int ROOM = 1 << 11;

    static final List<Figure> SHOWN = Figure.all().stream().filter(Figure::isShown).toList();

    @Override
    public void write(Report report, int workers, OutputStream out) throws IOException {
        Set<String> names = parameterNames(report.result().study());
        List<String> columns = new ArrayList<>(PLACE);
        names.forEach(name -> columns.add(text(column(name))));
        SHOWN.forEach(figure -> columns.add(figure.column()));
        out.write((String.join(",", columns) + "\n").getBytes(StandardCharsets.UTF_8));
        report.result().read(new Rows(List.copyOf(names), out), workers);
    }

    /** Returns the column of a parameter: its name, marked where that is a column of every study. */
    static String column(String parameter) {
        boolean taken = PLACE.contains(parameter) || Figure.all().stream().anyMatch(figure -> figure.column().equals(parameter));
        return taken ? "parameter." + parameter : parameter;
    }

    /** Returns the names of the parameters of all strategies, in the order in which they first appear. */
    public static Set<String> parameterNames(Study study) {
        Set<String> names = new LinkedHashSet<>();
        for (TunableStrategy strategy : study.strategies()) {
            strategy.space().parameters().stream().map(Parameter::name).forEach(names::add);
        }
        return names;
    }

    private record Rows(List<String> parameters, OutputStream out) implements ResultReader {
        @Override
        public byte[] format(SymbolResult symbol, List<SimulationResult> block, NumberTexts numbers) {
            CsvText rows = new CsvText(numbers, ROOM * block.size());
            for (SimulationResult simulation : block) {
                byte[] place = place(symbol.symbol().bars(), simulation).getBytes(StandardCharsets.UTF_8);
                if (simulation instanceof Completed completed) {
                    for (StrategyResult strategy : completed.strategies()) {
                        rows.add(place);
                        row(rows, strategy);
                    }
                } else {
                    rows.add(place);
                    rows.commas(parameters.size() + SHOWN.size());
                    rows.end();
                }
            }
            return rows.take();
        }

        @Override
        public void write(byte[] formatted) throws IOException {
            out.write(formatted);
        }

        private static String place(BarSeries bars, SimulationResult simulation) {
            int last = simulation.simulation().fold().lastBar();
            return text(bars.symbol()) + ',' + simulation.simulation().fold().index() + ',' + (last < 0 ? "" : bars.timeLabel(last)) + ','
                    + simulation.status() + ',' + text(simulation.reason().orElse("")) + ',';
        }

        private void row(CsvText row, StrategyResult result) {
            row.add(text(result.name()));
            Parameters own = result.parameters();
            for (String name : parameters) {
                row.commas(1);
                switch (value(own, name)) {
                    case null -> {}
                    case Double real -> row.number((double) real);
                    case String words -> row.add(text(words));
                    case Object other -> row.add(other.toString());
                }
            }
            Figures figures = result.figures();
            int missing = 0;
            for (Figure figure : SHOWN) {
                missing++;
                if (figures.has(figure)) {
                    row.commas(missing);
                    missing = 0;
                    switch (figure.kind()) {
                        case REAL -> row.number(figures.real(figure));
                        case COUNT -> row.number(figures.count(figure));
                        case FLAG -> row.add(figures.flag(figure) ? TRUE : FALSE);
                    }
                }
            }
            row.commas(missing);
            row.end();
        }
    }

    /** Returns the value of a parameter by name; null where there is none of this name. */
    static @Nullable Object value(Parameters own, String name) {
        List<Parameter> parameters = own.space().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return own.value(i);
            }
        }
        return null;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns a text as a cell. One that begins like a formula gets an apostrophe before it, as spreadsheets expect of text that must not be
     * computed.
     */
    static String text(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return isPlain(safe) ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
