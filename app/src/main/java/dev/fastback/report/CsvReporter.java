package dev.fastback.report;

import dev.fastback.data.BarSeries;
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
    static Set<String> parameterNames(Study study) {
        Set<String> names = new LinkedHashSet<>();
        for (TunableStrategy strategy : study.strategies()) {
            strategy.space().parameters().stream().map(Parameter::name).forEach(names::add);
        }
        return names;
    }

    private record Rows(List<String> parameters, OutputStream out) implements ResultReader {
        @Override
        public byte[] format(SymbolResult symbol, List<SimulationResult> block) {
            StringBuilder rows = new StringBuilder(1 << 14);
            for (SimulationResult simulation : block) {
                String place = place(symbol.symbol().bars(), simulation);
                if (simulation instanceof Completed completed) {
                    for (StrategyResult strategy : completed.strategies()) {
                        row(rows.append(place), strategy);
                    }
                } else {
                    rows.append(place).repeat(",", parameters.size() + SHOWN.size()).append('\n');
                }
            }
            return rows.toString().getBytes(StandardCharsets.UTF_8);
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

        private void row(StringBuilder row, StrategyResult result) {
            row.append(text(result.name()));
            Parameters own = result.parameters();
            for (String name : parameters) {
                row.append(',');
                Object value = value(own, name);
                if (value != null) {
                    row.append(value instanceof String words ? text(words) : value);
                }
            }
            Figures figures = result.figures();
            for (Figure figure : SHOWN) {
                row.append(',');
                append(row, figures, figure);
            }
            row.append('\n');
        }

        private static void append(StringBuilder row, Figures figures, Figure figure) {
            if (figures.has(figure)) {
                switch (figure.kind()) {
                    case REAL -> row.append(figures.real(figure));
                    case COUNT -> row.append(figures.count(figure));
                    case FLAG -> row.append(figures.flag(figure));
                }
            }
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
