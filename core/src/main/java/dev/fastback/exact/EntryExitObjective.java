package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.ExactComparison;
import dev.fastback.search.ExactMaximum;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profit of an entry/exit problem as an objective over {@code high} and {@code low} and, where it may be chosen, {@code
 * closeAtEndOfDay}, in that order. Optimizers see parameters; the exact search takes the problem whole, once per mode.
 */
public final class EntryExitObjective implements Objective {
    /** Name of the first parameter. */
    public static final String HIGH = "high";
    /** Name of the second parameter. */
    public static final String LOW = "low";
    /** Name of the third parameter, where there is one. */
    public static final String CLOSE_AT_END_OF_DAY = "closeAtEndOfDay";

    private static final int MODE = 2;

    /** The space made last: the problems of a study have the same. */
    private static volatile @Nullable Made lastSpace;

    private final EntryExitProblem problem;
    private final EntryExitProblem closing;
    private final boolean choosesMode;
    private final ProfitEvaluator evaluator;

    private record Made(SearchBox box, boolean choosesMode, ParameterSpace space) {}

    private EntryExitObjective(EntryExitProblem problem, boolean choosesMode, ProfitEvaluator evaluator) {
        this.problem = problem;
        this.closing = problem.withCloseAtEndOfDay(true);
        this.choosesMode = choosesMode;
        this.evaluator = evaluator;
    }

    /**
     * Makes the objective of a problem in its own end-of-day mode.
     *
     * @param evaluator how batches of candidates are computed
     */
    public EntryExitObjective(EntryExitProblem problem, ProfitEvaluator evaluator) {
        this(problem, false, evaluator);
    }

    /** Returns the objective of a problem whose end-of-day mode is a parameter; false is preferred on a tie. */
    public static EntryExitObjective ofBothModes(EntryExitProblem problem, ProfitEvaluator evaluator) {
        return new EntryExitObjective(problem.withCloseAtEndOfDay(false), true, evaluator);
    }

    /** Returns the space of the multipliers in a box, with or without the end-of-day mode. */
    public static ParameterSpace space(SearchBox box, boolean choosesMode) {
        Made known = lastSpace;
        if (known == null || known.choosesMode() != choosesMode || !known.box().equals(box)) {
            known = new Made(box, choosesMode, made(box, choosesMode));
            lastSpace = known;
        }
        return known.space();
    }

    private static ParameterSpace made(SearchBox box, boolean choosesMode) {
        List<Parameter> multipliers =
                List.of(new RealParameter(HIGH, box.highMin(), box.highMax()), new RealParameter(LOW, box.lowMin(), box.lowMax()));
        return new ParameterSpace(
                choosesMode
                        ? List.of(multipliers.get(0), multipliers.get(1), ChoiceParameter.flag(CLOSE_AT_END_OF_DAY))
                        : multipliers);
    }

    /** Returns the problem: in its mode, or in mode false where the mode is a parameter. */
    public EntryExitProblem problem() {
        return problem;
    }

    /** Returns the problems whose maxima decide the maximum: the problem, or one per end-of-day mode where the mode is a parameter, false first. */
    public List<EntryExitProblem> problems() {
        return choosesMode ? List.of(problem, closing) : List.of(problem);
    }

    /**
     * Returns the maximum.
     *
     * @param solved those of {@link #problems}, in that order
     * @throws IllegalArgumentException if there are not as many
     */
    public Solution maximum(List<ExactSolution> solved) {
        if (solved.size() != problems().size()) {
            throw new IllegalArgumentException("solved must be " + problems().size() + ", one per problem: " + solved.size());
        }
        ExactSolution open = solved.getFirst();
        if (!choosesMode) {
            return inSpace(open.solution(), 0, 0, comparison(open));
        }
        ExactSolution closed = solved.get(1);
        boolean closes = closed.solution().value() > open.solution().value();
        ExactSolution best = closes ? closed : open;
        return inSpace(best.solution(), closes ? 1 : 0, (closes ? open : closed).solution().evaluations(), comparison(best));
    }

    /** Returns the problem in the mode of a point. */
    public EntryExitProblem problemAt(double[] point) {
        return choosesMode && point[MODE] != 0 ? closing : problem;
    }

    @Override
    public ParameterSpace space() {
        return space(problem.box(), choosesMode);
    }

    @Override
    public boolean takesBatchesWhole() {
        return evaluator.takesBatchesWhole();
    }

    @Override
    public double valueAt(double... point) {
        double[] profit = new double[1];
        evaluator.evaluate(problemAt(point), new double[] {point[0]}, new double[] {point[1]}, 0, 1, profit);
        return profit[0];
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        double[] high = points.column(0);
        double[] low = points.column(1);
        double[] profits = values.metric(0);
        if (!choosesMode) {
            evaluator.evaluate(problem, high, low, from, to, profits);
            return;
        }
        double[] modes = points.column(MODE);
        for (int start = from; start < to; ) {
            int end = start + 1;
            while (end < to && modes[end] == modes[start]) {
                end++;
            }
            evaluator.evaluate(modes[start] == 0 ? problem : closing, high, low, start, end, profits);
            start = end;
        }
    }

    @Override
    public Optional<Objective> newest(int parts) {
        EntryExitProblem newest = problem.newest(Math.ceilDiv(problem.bars(), parts));
        return Optional.of(new EntryExitObjective(newest, choosesMode, evaluator));
    }

    @Override
    public Objective fix(int position, double coordinate) {
        return position == MODE && choosesMode
                ? new EntryExitObjective(problem.withCloseAtEndOfDay(coordinate != 0), evaluator)
                : Objective.super.fix(position, coordinate);
    }

    @Override
    public Optional<ExactMaximum> exact() {
        return Optional.of(new Whole());
    }

    @Override
    public Optional<ExactMaximum> exactMean(List<? extends Objective> parts) {
        return parts.stream().allMatch(EntryExitObjective.class::isInstance)
                ? Optional.of(new Mean(parts.stream().map(EntryExitObjective.class::cast).toList()))
                : Optional.empty();
    }

    /** Returns the pairs near the best of a problem, where the evaluator finds them and not too many. */
    private Optional<NearPairs> near(EntryExitProblem any) {
        return evaluator instanceof NearSource source
                ? source.near(any).filter(pairs -> pairs.highs().length <= EntryExitSolver.MOST_PAIRS)
                : Optional.empty();
    }

    /** Returns a solution of one mode as one of this space, with the effort of an earlier mode added to its own. */
    private Solution inSpace(Solution found, int mode, long earlierEvaluations, ExactComparison comparison) {
        double[] point = found.point();
        return new Solution(
                choosesMode ? new double[] {point[0], point[1], mode} : point,
                found.value(),
                found.evaluations() + earlierEvaluations,
                1,
                0,
                StopReason.EXACT,
                comparison);
    }

    private static ExactComparison comparison(ExactSolution exact) {
        return new ExactComparison(
                exact.solution().value(),
                exact.tradeableProfit(),
                exact.onThreshold(),
                List.of(exact.cell().width(), exact.cell().height()));
    }

    /** The maximum of this problem. */
    private final class Whole implements ExactMaximum {
        @Override
        public Solution find(StopSignal stop) {
            EntryExitSolver solver = new EntryExitSolver();
            List<ExactSolution> solved = new ArrayList<>();
            for (EntryExitProblem each : problems()) {
                Optional<NearPairs> pairs = near(each);
                solved.add(pairs.isPresent() ? solver.solve(each, pairs.get(), stop) : solver.solve(each, stop));
            }
            return maximum(solved);
        }

        @Override
        public double[] point(StopSignal stop) {
            Solution open = EntryExitSolver.best(problem, stop);
            if (!choosesMode) {
                return open.point();
            }
            Solution closed = EntryExitSolver.best(closing, stop);
            boolean closes = closed.value() > open.value();
            double[] best = (closes ? closed : open).point();
            return new double[] {best[0], best[1], closes ? 1 : 0};
        }

        @Override
        public Optional<ExactComparison> compare(double[] point, StopSignal stop) {
            EntryExitProblem inMode = problemAt(point);
            ExactSolution exact = new EntryExitSolver().solve(inMode, stop);
            Cell cell = Cell.at(inMode, point[0], point[1]);
            return Optional.of(new ExactComparison(
                    exact.solution().value(), exact.tradeableProfit(), cell.onThreshold(), List.of(cell.width(), cell.height())));
        }

        @Override
        public double[] levels(int position, double[] point) {
            return position < MODE ? Cell.levels(problemAt(point), position == 0) : new double[0];
        }
    }

    /** The maximum of a mean: that of all bars one after another. */
    private record Mean(List<EntryExitObjective> parts) implements ExactMaximum {
        @Override
        public Solution find(StopSignal stop) {
            EntryExitObjective first = parts.getFirst();
            Solution open = best(0, stop);
            if (!first.choosesMode) {
                return open;
            }
            Solution closing = best(1, stop);
            Solution best = closing.value() > open.value() ? closing : open;
            return new Solution(
                    best.point(), best.value(), open.evaluations() + closing.evaluations(), 1, 0, StopReason.EXACT);
        }

        private Solution best(int mode, StopSignal stop) {
            boolean chooses = parts.getFirst().choosesMode;
            List<EntryExitProblem> problems = parts.stream()
                    .map(part -> chooses ? part.problem.withCloseAtEndOfDay(mode != 0) : part.problem)
                    .toList();
            EntryExitProblem all = EntryExitProblem.joined(problems);
            Solution joined = parts.getFirst().near(all).map(pairs -> EntryExitSolver.best(all, pairs, stop)).orElseGet(() -> EntryExitSolver.best(all, stop));
            double sum = 0;
            for (EntryExitProblem part : problems) {
                sum += ProfitKernel.profit(part, joined.point()[0], joined.point()[1]);
            }
            double[] point = joined.point();
            return new Solution(
                    chooses ? new double[] {point[0], point[1], mode} : point,
                    sum / parts.size(),
                    joined.evaluations(),
                    1,
                    0,
                    StopReason.EXACT);
        }
    }
}
