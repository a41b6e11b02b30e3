package dev.fastback.report;

import dev.fastback.data.BarSeries;
import dev.fastback.json.ByteText;
import dev.fastback.json.NumberTexts;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.summary.ResultReader;
import dev.fastback.summary.ResultTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one row per simulation and strategy; a simulation that did not complete has one row with its reason. Columns: where the row
 * belongs, one per parameter of any strategy of the study, one per {@link Figure}.
 */
public final class CsvReporter implements Reporter {
    private static final List<String> PLACE = List.of("symbol", "index", "date", "status", "reason", "strategy");
    private static final byte[] COMMA = {','};
    private static final byte[] END = {'\n'};
    private static final byte[] NO_FRONT = {};

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

    private static final class Rows implements ResultReader {
        private final List<String> parameters;
        private final OutputStream out;
        private final ResultTemplate.Kept templates = new ResultTemplate.Kept(this::template);

        Rows(List<String> parameters, OutputStream out) {
            this.parameters = parameters;
            this.out = out;
        }

        @Override
        public boolean wantsHash() {
            return false;
        }

        @Override
        public NumberTexts numbers() {
            return NumberTexts.ofJava();
        }

        @Override
        public void format(SymbolResult symbol, List<SimulationResult> block, ByteText rows) {
            @Nullable ResultTemplate[] last = {};
            String name = text(symbol.symbol().bars().symbol()) + ',';
            for (SimulationResult simulation : block) {
                byte[] place = place(name, symbol.symbol().bars(), simulation).getBytes(StandardCharsets.UTF_8);
                if (simulation instanceof Completed completed) {
                    List<StrategyResult> strategies = completed.strategies();
                    if (strategies.size() != last.length) {
                        last = new ResultTemplate[strategies.size()];
                    }
                    templates.of(strategies, last);
                    for (int k = 0; k < last.length; k++) {
                        rows.add(place);
                        Objects.requireNonNull(last[k]).write(strategies.get(k), NO_FRONT, rows);
                    }
                } else {
                    rows.add(place);
                    rows.addAscii(",".repeat(parameters.size() + SHOWN.size()) + '\n');
                }
            }
        }

        @Override
        public void write(ByteText formatted) throws IOException {
            out.write(formatted.bytes(), 0, formatted.length());
        }

        private static String place(String symbol, BarSeries bars, SimulationResult simulation) {
            int last = simulation.simulation().fold().lastBar();
            return symbol + simulation.simulation().fold().index() + ',' + (last < 0 ? "" : bars.timeLabel(last)) + ',' + simulation.status() + ','
                    + text(simulation.reason().orElse("")) + ',';
        }

        /** Returns what rows of a result's shape have in common, from the strategy on. */
        private ResultTemplate template(StrategyResult result) {
            ResultTemplate.Builder row = new ResultTemplate.Builder(result).text(utf8(text(result.name())));
            List<String> own = result.parameters().space().parameters().stream().map(Parameter::name).toList();
            for (String name : parameters) {
                row.text(COMMA);
                int position = own.indexOf(name);
                if (position >= 0) {
                    row.parameter(position, choice -> utf8(text(choice)));
                }
            }
            for (Figure figure : SHOWN) {
                row.text(COMMA);
                if (result.figures().has(figure)) {
                    row.figure(figure);
                }
            }
            return row.text(END).build();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
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
