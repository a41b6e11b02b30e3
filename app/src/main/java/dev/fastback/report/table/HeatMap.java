package dev.fastback.report.table;

import dev.fastback.journal.RunJournal;
import dev.fastback.page.Format;
import dev.fastback.report.Report;
import dev.fastback.report.page.TrialCharts;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Trials;
import dev.fastback.result.detail.Surface;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the newest fit of each strategy is worth over two of its parameters, in blocks: of the trials that were kept the best in each cell, whatever the other
 * parameters; where there are none, the surface around a proven optimum.
 *
 * @param x name of the parameter across
 * @param y name of the parameter up
 */
public record HeatMap(String x, String y) {
    private static final String SHADES = "\u00b7\u2591\u2592\u2593\u2588";
    private static final String NOTHING = "  ";
    private static final String BEST = "\u25c6";
    private static final int ROWS = 12;
    private static final int COLUMNS = 30;
    private static final int LABEL = 12;
    private static final int MOST_SYMBOLS = 3;

    /**
     * Makes one of two names.
     *
     * @throws UsageException if they are not two, or equal
     */
    public static HeatMap of(List<String> names) {
        if (names.size() != 2 || names.getFirst().equals(names.get(1)) || names.stream().anyMatch(String::isBlank)) {
            throw new UsageException("--heat takes two parameters, as in --heat high,low: " + String.join(",", names));
        }
        return new HeatMap(names.get(0).strip(), names.get(1).strip());
    }

    /**
     * Makes sure that there is something to draw.
     *
     * @throws UsageException if no strategy of a study has both parameters
     */
    public void require(Study study) {
        if (study.strategies().stream().noneMatch(this::isOf)) {
            List<String> known = study.strategies().stream().flatMap(strategy -> strategy.space().names().stream()).distinct().toList();
            throw new UsageException("--heat: no strategy of this study has both " + x + " and " + y + "; "
                    + (known.isEmpty() ? "none has parameters" : "parameters are " + String.join(", ", known)));
        }
    }

    private boolean isOf(TunableStrategy strategy) {
        return strategy.space().names().containsAll(List.of(x, y));
    }

    /**
     * Adds the maps of a result's first symbols.
     *
     * @param journal where kept trials are read from; null where the result has them
     */
    void appendTo(StringBuilder out, Report report, @Nullable RunJournal journal, Screen screen) {
        Study study = report.result().study();
        int columns = Math.clamp((screen.columns() - LABEL - 2L) / 2, 4, COLUMNS);
        List<SymbolResult> symbols = report.result().symbols();
        for (SymbolResult symbol : symbols.subList(0, Math.min(symbols.size(), MOST_SYMBOLS))) {
            Completed newest = newest(study, symbol, journal);
            for (int k = 0; k < study.strategies().size(); k++) {
                if (isOf(study.strategies().get(k))) {
                    String name = study.strategies().get(k).name();
                    List<double[]> points = newest == null ? List.of() : points(study.strategies().get(k).space(), newest, k, symbol, columns);
                    out.append(String.format(Locale.ROOT, "%n%s %s: ", symbol.symbol().name(), name));
                    if (points.isEmpty()) {
                        out.append("nothing is kept of the newest fit's search; --keep-trials values keeps what searches other than exact look at.\n");
                    } else {
                        draw(out, points, study.metric().name(), columns);
                    }
                }
            }
        }
        if (symbols.size() > MOST_SYMBOLS) {
            out.append(String.format(Locale.ROOT, "%nHeat maps of the first %d of %,d symbols.%n", MOST_SYMBOLS, symbols.size()));
        }
    }

    private static @Nullable Completed newest(Study study, SymbolResult symbol, @Nullable RunJournal journal) {
        for (SimulationResult result : symbol.simulations()) {
            if (result instanceof Completed completed) {
                if (journal != null
                        && study.search().keepsTrials()
                        && journal.withTrials(completed.simulation().index()) instanceof Completed whole) {
                    return whole;
                }
                return completed;
            }
        }
        return null;
    }

    /** Returns x, y and value of all trials that are kept, else of the surface at even places; values are finite. */
    private List<double[]> points(ParameterSpace space, Completed newest, int k, SymbolResult symbol, int columns) {
        Trials trials = newest.strategies().get(k).trials();
        List<double[]> points = new ArrayList<>();
        if (trials != null && trials.kept() > 0) {
            int across = space.names().indexOf(x);
            int up = space.names().indexOf(y);
            for (int row = 0; row < trials.kept(); row++) {
                double value = TrialCharts.value(trials, row);
                double[] point = trials.point(row);
                if (!Double.isNaN(value)) {
                    points.add(new double[] {point[across], point[up], value});
                }
            }
            return points;
        }
        StrategyEvidence evidence = symbol.outcome().evidence(newest.strategies().get(k).name()).orElse(null);
        Surface surface = evidence == null ? null : evidence.surface();
        if (surface != null && List.of(x, y).containsAll(List.of(surface.x(), surface.y()))) {
            boolean turned = !surface.x().equals(x);
            double[] firsts = even(surface.xEdges(), turned ? ROWS : columns);
            double[] seconds = even(surface.yEdges(), turned ? columns : ROWS);
            for (double first : firsts) {
                for (double second : seconds) {
                    add(points, turned, first, second, surface.value(cell(surface.xEdges(), first), cell(surface.yEdges(), second)));
                }
            }
            add(points, turned, nearest(firsts, surface.best().x()), nearest(seconds, surface.best().y()), surface.best().value());
        }
        return points;
    }

    /** Returns the middles of equal parts of what lies between the first and the last edge. */
    private static double[] even(double[] edges, int parts) {
        double width = edges[edges.length - 1] - edges[0];
        return IntStream.range(0, parts).mapToDouble(i -> edges[0] + width * (i + 0.5) / parts).toArray();
    }

    private static int cell(double[] edges, double at) {
        int found = Arrays.binarySearch(edges, at);
        return Math.clamp(found >= 0 ? found : -found - 2, 0, edges.length - 2);
    }

    private static double nearest(double[] values, double at) {
        return Arrays.stream(values).boxed().min(Comparator.comparingDouble(value -> Math.abs(value - at))).orElseThrow();
    }

    private static void add(List<double[]> points, boolean turned, double first, double second, double value) {
        points.add(turned ? new double[] {second, first, value} : new double[] {first, second, value});
    }

    private void draw(StringBuilder out, List<double[]> points, String metric, int columns) {
        Classes across = Classes.of(points.stream().mapToDouble(point -> point[0]).toArray(), columns);
        Classes up = Classes.of(points.stream().mapToDouble(point -> point[1]).toArray(), ROWS);
        double[][] best = new double[up.count()][across.count()];
        Arrays.stream(best).forEach(row -> Arrays.fill(row, Double.NaN));
        double[] most = points.getFirst();
        for (double[] point : points) {
            double[] row = best[up.of(point[1])];
            int at = across.of(point[0]);
            row[at] = Double.isNaN(row[at]) ? point[2] : Math.max(row[at], point[2]);
            most = point[2] > most[2] ? point : most;
        }
        double low = Arrays.stream(best).flatMapToDouble(Arrays::stream).filter(value -> !Double.isNaN(value)).min().orElseThrow();
        out.append(String.format(
                Locale.ROOT,
                "%s in sample of the newest fit, over %s (across) and %s (up), the best in each cell; from %s (%s) to %s (%s), blank where nothing is known, %s the best.%n",
                metric,
                x,
                y,
                value(metric, low),
                SHADES.charAt(0),
                value(metric, most[2]),
                SHADES.charAt(SHADES.length() - 1),
                BEST));
        for (int row = up.count() - 1; row >= 0; row--) {
            out.append(String.format(Locale.ROOT, "%" + LABEL + "s  ", number(up.middle(row))));
            for (int column = 0; column < across.count(); column++) {
                boolean isBest = row == up.of(most[1]) && column == across.of(most[0]);
                out.append(isBest ? BEST + SHADES.charAt(SHADES.length() - 1) : shade(best[row][column], low, most[2]));
            }
            out.setLength(out.length() - trailing(out));
            out.append('\n');
        }
        String first = number(across.middle(0));
        String last = number(across.middle(across.count() - 1));
        out.append(" ".repeat(LABEL + 2)).append(first).append(" ".repeat(Math.max(1, 2 * across.count() - first.length() - last.length()))).append(last).append('\n');
    }

    private static int trailing(CharSequence text) {
        int count = 0;
        while (text.charAt(text.length() - 1 - count) == ' ') {
            count++;
        }
        return count;
    }

    private static String shade(double value, double low, double high) {
        if (Double.isNaN(value)) {
            return NOTHING;
        }
        double share = high > low ? (value - low) / (high - low) : 1;
        return String.valueOf(SHADES.charAt((int) Math.min(SHADES.length() - 1.0, share * SHADES.length()))).repeat(2);
    }

    private static String value(String metric, double value) {
        return metric.equals("return") ? String.format(Locale.ROOT, "%.2f%%", 100 * value) : number(value);
    }

    private static String number(double value) {
        return Format.NUMBER.of(value);
    }

    /**
     * How values of a parameter lie in a few classes: each value one where they are few, else of equal width.
     *
     * @param values each value once, ascending, where they are few; the two ends otherwise
     * @param count how many classes
     */
    private record Classes(double[] values, int count) {
        static Classes of(double[] all, int most) {
            double[] distinct = Arrays.stream(all).sorted().distinct().toArray();
            return distinct.length <= most ? new Classes(distinct, distinct.length) : new Classes(new double[] {distinct[0], distinct[distinct.length - 1]}, most);
        }

        private boolean isOfValues() {
            return values.length == count;
        }

        int of(double value) {
            return isOfValues()
                    ? Arrays.binarySearch(values, value)
                    : (int) Math.clamp((value - values[0]) / (values[1] - values[0]) * count, 0, count - 1);
        }

        double middle(int index) {
            return isOfValues() ? values[index] : values[0] + (values[1] - values[0]) * (index + 0.5) / count;
        }
    }
}
