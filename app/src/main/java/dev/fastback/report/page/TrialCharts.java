package dev.fastback.report.page;

import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Metric;
import dev.fastback.page.Format;
import dev.fastback.page.Landscape;
import dev.fastback.page.Page;
import dev.fastback.report.TrialValues;
import dev.fastback.report.Words;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.Trials;
import dev.fastback.result.detail.Surface;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.study.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the searches of one fold of a symbol evaluated, as heat maps over any two parameters, and where the maximum is proven the surface it stands on. */
final class TrialCharts {
    /** Points of a heat map, by the number of symbols of the page. */
    private static final int FEW = 2;
    private static final int SOME = 20;
    private static final int[] POINTS = {4_000, 1_000, 200};
    /** Share of the best's gain over the median that a plateau keeps. */
    private static final double KEPT = 0.9;

    private final Page page;
    private final Study study;
    private final BarSeries bars;
    private final Completed fold;
    private final SymbolOutcome outcome;
    private final int index;

    TrialCharts(Page page, Study study, BarSeries bars, Completed fold, SymbolOutcome outcome, int index) {
        this.page = page;
        this.study = study;
        this.bars = bars;
        this.fold = fold;
        this.outcome = outcome;
        this.index = index;
    }

    void write() throws IOException {
        page.section("search-" + index, "The search of the newest fold");
        page.paragraph("Simulation " + fold.simulation().fold().index() + ", whose last bar is "
                + bars.timeLabel(fold.simulation().fold().lastBar()) + ".");
        List<String> without = new ArrayList<>();
        for (int k = 0; k < study.strategies().size(); k++) {
            ParameterSpace space = study.strategies().get(k).space();
            if (space.isEmpty()) {
                continue;
            }
            String name = study.strategies().get(k).name();
            Trials trials = fold.strategies().get(k).trials();
            new FrontCharts(page, study).write(fold.strategies().get(k));
            StrategyEvidence evidence = outcome.evidence(name).orElse(null);
            Surface surface = evidence == null ? null : evidence.surface();
            if (surface != null) {
                int x = space.names().indexOf(surface.x());
                page.chart(SurfaceChart.of(name, surface, study.metric().name(), trials, x, space.names().indexOf(surface.y())));
            } else if (trials == null || trials.kept() == 0) {
                without.add(name);
            } else if (space.dimension() < 2) {
                page.note(name + " has one parameter, of which there is no heat map.");
            } else {
                page.landscape(landscape(name, space, trials));
            }
        }
        if (!without.isEmpty()) {
            page.note("No heat map of " + String.join(", ", without) + ": " + (study.search().keepsTrials()
                    ? "none of its trials are kept."
                    : "the run kept no trials; --keep-trials values keeps those of searches other than exact."));
        }
        page.end();
    }

    private Landscape landscape(String name, ParameterSpace space, Trials trials) {
        int most = POINTS[study.symbols().size() <= FEW ? 0 : study.symbols().size() <= SOME ? 1 : 2];
        List<Integer> rows = rows(trials, most);
        int width = space.dimension() + 1;
        double[] numbers = new double[rows.size() * width];
        double[] values = new double[rows.size()];
        Metric searched = Words.searched(study);
        for (int i = 0; i < rows.size(); i++) {
            double[] point = trials.point(rows.get(i));
            System.arraycopy(point, 0, numbers, i * width, point.length);
            values[i] = TrialValues.of(trials, rows.get(i));
            numbers[i * width + point.length] = searched.shown(values[i]);
        }
        String metric = Words.figure(searched);
        String of = Format.COUNT.of(trials.evaluated());
        return new Landscape(
                name,
                "Best " + metric + " in sample over any two parameters, whatever the others: "
                        + (rows.size() == trials.evaluated() ? of + " trials" : Format.COUNT.of(rows.size()) + " of " + of + " trials")
                        + ". Framed are the cells that keep nine tenths of the best's gain over the median; the line joins each best until then."
                        + (study.search().isShared() ? " The search is that of this simulation alone; what was chosen is shared." : ""),
                space.parameters().stream().map(TrialCharts::dimension).toList(),
                metric,
                Words.isReturn(searched) ? Format.PERCENT : Format.NUMBER,
                numbers,
                searched.shown(plateau(values)),
                searched.shown(1) < 0);
    }

    private static Landscape.Dimension dimension(Parameter parameter) {
        return new Landscape.Dimension(parameter.name(), parameter instanceof ChoiceParameter choice ? choice.choices() : List.of());
    }

    /** Returns which trials are shown, in order: each that was better than all before it, and of the others an even choice. */
    static List<Integer> rows(Trials trials, int most) {
        int step = Math.max(1, Math.ceilDiv(trials.kept(), most));
        List<Integer> rows = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < trials.kept(); row++) {
            double value = TrialValues.of(trials, row);
            boolean better = value > best;
            best = better ? value : best;
            if (better || row % step == 0) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static double plateau(double[] values) {
        double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (known.length == 0) {
            return Double.NaN;
        }
        double median = known[known.length / 2];
        return median + KEPT * (known[known.length - 1] - median);
    }
}
