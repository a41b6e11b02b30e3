package dev.fastback.report.page;

import dev.fastback.data.BarSeries;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.study.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changes from fold to fold of a symbol: the parameters chosen, and what they earned per bar in sample and on unseen bars. */
final class ParameterCharts {
    private static final int MOST_PARAMETERS = 12;
    private static final int MOST_FOLDS = 1_000;

    private final Page page;
    private final Study study;
    private final List<Completed> folds;
    private final int index;
    private final Axis time;
    private final List<String> names = new ArrayList<>();

    ParameterCharts(Page page, Study study, BarSeries bars, List<Completed> completed, int index) {
        this.page = page;
        this.study = study;
        this.folds = completed.subList(0, Math.min(MOST_FOLDS, completed.size())).reversed();
        this.index = index;
        folds.forEach(fold -> names.add(bars.timeLabel(fold.simulation().fold().lastBar())));
        this.time = Axis.shared("last bar of the fold", "folds-" + index);
    }

    void write() throws IOException {
        if (folds.size() < 2) {
            return;
        }
        page.section("folds-of-" + index, "From fold to fold");
        page.share("folds-" + index, names);
        returns();
        Map<String, List<Integer>> parameters = parameters();
        int written = 0;
        for (Map.Entry<String, List<Integer>> parameter : parameters.entrySet()) {
            if (written++ == MOST_PARAMETERS) {
                page.note("Of " + parameters.size() + " parameters the first " + MOST_PARAMETERS + " are shown; CSV and JSON have all.");
                break;
            }
            parameter(parameter.getKey(), parameter.getValue());
        }
        if (parameters.isEmpty()) {
            page.note("No strategy of this study has parameters that are searched.");
        }
        page.end();
    }

    private void returns() throws IOException {
        Chart chart = new Chart(
                "In sample against unseen",
                "Return per bar of each fold: on the bars that its parameters were fitted on, as the search counted it, which may be more than orders would have earned, and on the test bars"
                        + " after them, executed.",
                time,
                Axis.of("return per bar", Format.PERCENT));
        boolean first = true;
        for (int k = 0; k < study.strategies().size(); k++) {
            if (study.strategies().get(k).space().isEmpty()) {
                continue;
            }
            double[] fitted = new double[folds.size()];
            double[] unseen = new double[folds.size()];
            for (int i = 0; i < fitted.length; i++) {
                Figures figures = folds.get(i).strategies().get(k).figures();
                fitted[i] = FittedBar.of(study, k, folds.get(i));
                unseen[i] = figures.real(Figure.UNSEEN_PER_BAR);
            }
            String name = study.strategies().get(k).name();
            chart.line(name + " in sample", fitted, first);
            chart.line(name + " unseen", unseen, first);
            first = false;
        }
        if (!first) {
            page.chart(chart.zoomable());
        }
    }

    /** Returns by name of parameter which strategies have it. */
    private Map<String, List<Integer>> parameters() {
        Map<String, List<Integer>> parameters = new LinkedHashMap<>();
        for (int k = 0; k < study.strategies().size(); k++) {
            for (Parameter parameter : study.strategies().get(k).space().parameters()) {
                parameters.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(k);
            }
        }
        return parameters;
    }

    private void parameter(String name, List<Integer> strategies) throws IOException {
        ParameterSpace space = study.strategies().get(strategies.getFirst()).space();
        Parameter parameter = space.parameters().get(space.names().indexOf(name));
        Axis values = parameter instanceof ChoiceParameter choice ? Axis.choices(name, choices(choice)) : Axis.of(name, Format.NUMBER);
        Chart chart = new Chart(name, "What each fold chose for " + name + ".", time, values);
        for (int k : strategies) {
            int position = study.strategies().get(k).space().names().indexOf(name);
            double[] chosen = new double[folds.size()];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = folds.get(i).strategies().get(k).parameters().coordinate(position);
            }
            if (Arrays.stream(chosen).anyMatch(Double::isFinite)) {
                chart.steps(study.strategies().get(k).name(), chosen, true);
            }
        }
        page.chart(chart);
    }

    private static List<String> choices(ChoiceParameter choice) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < choice.count(); i++) {
            words.add(String.valueOf(choice.value(i)));
        }
        return words;
    }
}
