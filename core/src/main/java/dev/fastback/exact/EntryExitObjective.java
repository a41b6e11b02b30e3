package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Objective;
import dev.fastback.search.ParameterSpace;
import dev.fastback.search.PointBatch;
import dev.fastback.search.RealParameter;
import java.util.List;

/**
 * The profit of an entry/exit problem as an objective over {@code high} and {@code low}, in that order. Optimizers see two
 * real parameters; a structured search takes the problem whole.
 *
 * @param problem what is solved
 * @param evaluator how batches of candidates are computed
 */
public record EntryExitObjective(EntryExitProblem problem, ProfitEvaluator evaluator) implements Objective {
    @Override
    public ParameterSpace space() {
        SearchBox box = problem.box();
        return new ParameterSpace(List.of(
                new RealParameter("high", box.highMin(), box.highMax()),
                new RealParameter("low", box.lowMin(), box.lowMax())));
    }

    @Override
    public void evaluate(PointBatch points, double[] values) {
        evaluator.evaluate(problem, points.column(0), points.column(1), 0, points.count(), values);
    }
}
