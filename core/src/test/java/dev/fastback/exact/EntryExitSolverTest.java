package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Budget;
import dev.fastback.search.ExactComparison;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.MeanObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class EntryExitSolverTest {
    private static final double OFFSET = 1e-9;
    private final EntryExitSolver search = new EntryExitSolver();
    private final Search exact = new ExactSearch();

    @Test
    void isNeverBeatenByBruteForceOverAllThresholdPairs() {
        RandomProblems problems = RandomProblems.of("brute force", 20250101);
        for (int round = 0; round < 6000; round++) {
            int bars = round % 100 == 0 ? 40 : round % 10 == 0 ? 15 : problems.random().nextInt(7);
            EntryExitProblem problem = problems.next(bars);
            ExactSolution exact = solved(problem, "round " + round);
            double oracle = bruteForce(problem);
            assertThat(exact.solution().value()).as("round %d", round).isGreaterThanOrEqualTo(oracle - 1e-12);
            assertThat(exact.tradeableProfit()).as("round %d", round).isLessThanOrEqualTo(exact.solution().value());
        }
    }

    @Test
    void thePointAloneIsThatOfTheWholeSearch() {
        RandomProblems problems = RandomProblems.of("point alone", 20261129);
        for (int round = 0; round < 2000; round++) {
            EntryExitProblem problem = problems.next(problems.random().nextInt(9));
            for (Objective objective : List.of(
                    new EntryExitObjective(problem, ScalarEvaluator.INSTANCE), EntryExitObjective.ofBothModes(problem, ScalarEvaluator.INSTANCE))) {
                SearchContext context = SearchContext.of(Budget.UNLIMITED);
                assertThat(exact.point(objective, context)).as("round %d", round).isEqualTo(exact.search(objective, context).point());
            }
        }
    }

    @Test
    void isNeverBeatenByRandomPointsAndNeighboursOnLargerProblems() {
        RandomProblems problems = RandomProblems.of("random points", 20250102);
        SplittableRandom random = problems.random();
        for (int bars : new int[] {60, 100, 200, 200, 500, 1000, 2000, 2000, 6000, 20_000}) {
            for (int round = 0; round < (bars > 2000 ? 3 : 6); round++) {
                EntryExitProblem problem = problems.next(bars);
                Solution found = solved(problem, bars + " bars").solution();
                SearchBox box = problem.box();
                for (int i = 0; i < 400; i++) {
                    double x = between(random, box.highMin(), box.highMax());
                    double y = between(random, box.lowMin(), box.lowMax());
                    assertNotBeaten(problem, found, x, y);
                    assertNotBeaten(problem, found, found.point()[0], y);
                    assertNotBeaten(problem, found, x, found.point()[1]);
                    double step = Math.scalb(0.01, -random.nextInt(40));
                    assertNotBeaten(problem, found, found.point()[0] + step, found.point()[1] - step);
                    assertNotBeaten(problem, found, found.point()[0] - step, found.point()[1] + step);
                }
            }
        }
    }

    @Test
    void takesThePointOfAPlateauThatIsClosestToZero() {
        RandomProblems problems = RandomProblems.of("plateaus", 20250103);
        int moved = 0;
        for (int round = 0; round < 3000; round++) {
            EntryExitProblem problem = problems.next(problems.random().nextInt(12));
            Solution found = solved(problem, "round " + round).solution();
            double x = found.point()[0];
            double y = found.point()[1];
            SearchBox box = problem.box();
            for (double closer : new double[] {Thresholds.closestToZero(box.highMin(), box.highMax()), 0.9 * x, 0.5 * x}) {
                if (closer >= box.highMin() && closer <= box.highMax() && closer * closer + y * y < x * x + y * y && Math.abs(x - closer) > 1e-9) {
                    assertThat(ProfitKernel.profit(problem, closer, y)).as("round %d", round).isLessThan(found.value());
                    moved++;
                }
            }
            for (double closer : new double[] {Thresholds.closestToZero(box.lowMin(), box.lowMax()), 0.9 * y, 0.5 * y}) {
                if (closer >= box.lowMin() && closer <= box.lowMax() && x * x + closer * closer < x * x + y * y && Math.abs(y - closer) > 1e-9) {
                    assertThat(ProfitKernel.profit(problem, x, closer)).as("round %d", round).isLessThan(found.value());
                    moved++;
                }
            }
        }
        assertThat(moved).isPositive();
    }

    @Test
    void findsTheBestMeanOfSeveralProblems() {
        RandomProblems problems = RandomProblems.of("mean", 20250105);
        for (int round = 0; round < 500; round++) {
            int count = 1 + problems.random().nextInt(4);
            EntryExitProblem whole = problems.next(count * problems.random().nextInt(5));
            List<EntryExitProblem> parts = split(whole, count);
            MeanObjective mean = new MeanObjective(parts.stream()
                    .map(part -> (Objective) new EntryExitObjective(part, ScalarEvaluator.INSTANCE))
                    .toList());
            Solution found = exact.search(mean);
            assertThat(found.point()).as("round %d", round).isEqualTo(exact.search(new EntryExitObjective(whole, ScalarEvaluator.INSTANCE)).point());
            assertThat(found.value() * count).as("round %d", round).isGreaterThanOrEqualTo(bruteForce(whole) - 1e-12);
            PointBatch point = new PointBatch(2);
            point.add(found.point());
            point.add(found.point());
            double[] values = new double[3];
            mean.evaluate(point, values);
            assertThat(values).containsExactly(found.value(), found.value(), 0.0);
        }
    }

    @Test
    void takesNoMeanOfOtherObjectives() {
        Objective flat = new Objective() {
            @Override
            public ParameterSpace space() {
                return ParameterSpace.box(new double[] {0.0}, new double[] {1.0});
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                Arrays.fill(values.metric(0), from, to, 1.0);
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> exact.search(new MeanObjective(List.of(flat))));
        assertThatIllegalArgumentException().isThrownBy(() -> new MeanObjective(List.of())).withMessageContaining("empty");
        EntryExitProblem free = EntryExitProblem.builder().legs(new double[0]).fee(0, FeeRule.PER_FILL).build();
        EntryExitProblem dear = EntryExitProblem.builder().legs(new double[0]).fee(1, FeeRule.PER_FILL).build();
        assertThatIllegalArgumentException().isThrownBy(() -> EntryExitProblem.joined(List.of(free, dear))).withMessageContaining("fee");
        Objective other = new EntryExitObjective(one(0.0, 0.5, -0.5, 0.1, -0.6, 1.0, SearchBox.DEFAULT), ScalarEvaluator.INSTANCE);
        assertThatIllegalArgumentException().isThrownBy(() -> new MeanObjective(List.of(flat, other))).withMessageContaining("same space");
    }

    private static List<EntryExitProblem> split(EntryExitProblem whole, int count) {
        int bars = whole.bars() / count;
        List<EntryExitProblem> parts = new ArrayList<>();
        for (int from = 0; parts.size() < count; from += bars) {
            int start = from;
            double[][] legs = new double[whole.legCount()][];
            for (int leg = 0; leg < legs.length; leg++) {
                legs[leg] = Arrays.copyOfRange(whole.leg(leg), start, start + bars);
            }
            UnaryOperator<double[]> cut = column -> Arrays.copyOfRange(column, start, start + bars);
            parts.add(EntryExitProblem.builder()
                    .moves(cut.apply(whole.close()), cut.apply(whole.high()), cut.apply(whole.low()))
                    .forecasts(cut.apply(whole.highForecast()), cut.apply(whole.lowForecast()))
                    .legs(legs)
                    .closeAtEndOfDay(whole.closeAtEndOfDay())
                    .fee(whole.feeFraction(), whole.feeRule())
                    .box(whole.box())
                    .build());
        }
        return parts;
    }

    @Test
    void answersWhenThereIsNothingToTrade() {
        EntryExitProblem none = EntryExitProblem.builder().legs(new double[0]).build();
        assertThat(search.solve(none).solution())
                .isEqualTo(new Solution(new double[] {0.0, 0.0}, 0.0, 2, 1, 0, StopReason.EXACT));
        EntryExitProblem idle = one(0.01, 0.02, -0.02, 0.01, -0.01, 0.0, SearchBox.square(0.01, 0.02));
        assertThat(search.solve(idle).solution())
                .isEqualTo(new Solution(new double[] {0.01, 0.01}, 0.0, 2, 1, 0, StopReason.EXACT));
    }

    @Test
    void answersWhenAllThresholdsLieOutsideTheBox() {
        EntryExitProblem untouched = one(0.0, 0.5, -0.5, 0.1, -0.6, 1.0, SearchBox.DEFAULT);
        assertThat(search.solve(untouched).solution())
                .isEqualTo(new Solution(new double[] {0.0, 0.0}, 0.0, 2, 1, 0, StopReason.EXACT));
        EntryExitProblem filled = one(0.0, 0.5, -0.5, 0.1, -0.3, 1.0, SearchBox.DEFAULT);
        Solution found = search.solve(filled).solution();
        assertThat(found.point()).containsExactly(0.03, -0.03);
        assertThat(found.evaluations()).isEqualTo(2);
    }

    @Test
    void answersInABoxOfOnePoint() {
        EntryExitProblem problem = one(0.0, 0.02, -0.02, 0.01, -0.01, 1.0, new SearchBox(0.003, 0.003, -0.002, -0.002));
        Solution found = search.solve(problem).solution();
        assertThat(found.point()).containsExactly(0.003, -0.002);
        assertThat(found.value()).isEqualTo(ProfitKernel.profit(problem, 0.003, -0.002));
    }

    @Test
    void boundsTheWorkWhenVeryManyPairsTie() {
        // What is gained between two thresholds is lost at the second: all pairs of 750 highs and 750 lows tie.
        int half = 750;
        double step = Math.scalb(1.0, -15);
        double[][] columns = new double[6][2 * half];
        for (int i = 0; i < half; i++) {
            double threshold = (i - half / 2) * step;
            set(columns, i, 0.5 - (half - 1 - i) * step, 0.5, -0.25, 0.5 - threshold, -0.5, -1.0);
            set(columns, half + i, -0.5 + i * step, 0.25, -0.5, 0.5, -0.5 - threshold, 1.0);
        }
        EntryExitProblem problem = EntryExitProblem.builder()
                .moves(columns[0], columns[1], columns[2])
                .forecasts(columns[3], columns[4])
                .legs(columns[5])
                .closeAtEndOfDay(true)
                .fee(0.0, FeeRule.PER_FILL)
                .build();
        long start = System.nanoTime();
        Solution found = solved(problem, "ties").solution();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
        assertThat(found.evaluations()).isEqualTo(751 * 751 + 1);
        int ties = 0;
        for (int i = 0; i < half; i += 25) {
            double x = (i - half / 2) * step - Math.ulp(0.5);
            double y = (half / 2 - i) * step + Math.ulp(0.5);
            double profit = ProfitKernel.profit(problem, x, y);
            assertThat(profit).isLessThanOrEqualTo(found.value() + 1e-12);
            ties += profit >= found.value() - 1e-12 ? 1 : 0;
        }
        assertThat(ties).isGreaterThan(20);
        assertThat(Math.hypot(found.point()[0], found.point()[1])).isLessThan(20 * step);
    }

    @Test
    void givesTheSameAnswerEachTimeAndAlone() {
        RandomProblems problems = RandomProblems.of("repeat", 20250104);
        for (int round = 0; round < 300; round++) {
            EntryExitProblem problem = problems.next(problems.random().nextInt(30));
            ExactSolution first = search.solve(problem);
            search.solve(problems.next(50));
            assertThat(search.solve(problem)).isEqualTo(first);
            assertThat(search.bestProfit(problem)).isEqualTo(first.solution().value());
            Solution searched = exact.search(new EntryExitObjective(problem, ScalarEvaluator.INSTANCE));
            assertThat(searched.point()).isEqualTo(first.solution().point());
            assertThat(searched.value()).isEqualTo(first.solution().value());
            assertThat(searched.evaluations()).isEqualTo(first.solution().evaluations());
            assertThat(searched.comparison()).isEqualTo(new ExactComparison(
                    first.solution().value(),
                    first.tradeableProfit(),
                    first.onThreshold(),
                    List.of(first.cell().width(), first.cell().height())));
        }
    }

    @Test
    void choosesTheBetterEndOfDayModeAndTheFirstOnATie() {
        RandomProblems problems = RandomProblems.of("modes", 20261128);
        int closing = 0;
        for (int round = 0; round < 300; round++) {
            EntryExitProblem problem = problems.next(problems.random().nextInt(12));
            ExactSolution open = search.solve(problem.withCloseAtEndOfDay(false));
            ExactSolution closes = search.solve(problem.withCloseAtEndOfDay(true));
            EntryExitObjective both = EntryExitObjective.ofBothModes(problem, ScalarEvaluator.INSTANCE);
            Solution found = exact.search(both);
            ExactSolution best = closes.solution().value() > open.solution().value() ? closes : open;
            assertThat(found.value()).isEqualTo(best.solution().value());
            assertThat(found.point()[2]).isEqualTo(best == closes ? 1.0 : 0.0);
            assertThat(found.evaluations()).isEqualTo(open.solution().evaluations() + closes.solution().evaluations());
            assertThat(both.valueAt(found.point())).isEqualTo(found.value());
            closing += best == closes ? 1 : 0;
        }
        assertThat(closing).isBetween(1, 299);
    }

    @Test
    void refusesProfitsTooLargeForDoubles() {
        EntryExitProblem huge = one(1e308, 0.02, -0.02, 0.01, -0.01, 10.0, SearchBox.DEFAULT);
        assertThatIllegalArgumentException().isThrownBy(() -> search.solve(huge)).withMessageContaining("too large");
    }

    @Test
    void feesWhoseSumIsNotFiniteAreRefusedWhateverWasSolvedBefore() {
        // Every pair earns minus infinity or no number: there is no best, and none may be left over from an earlier problem.
        double[] ones = {1.0};
        EntryExitProblem absurd = EntryExitProblem.builder()
                .columns(new double[] {0.01}, new double[] {0.02}, new double[] {-0.01}, new double[1], new double[1], ones)
                .fee(1e308, FeeRule.PER_FILL)
                .build();
        search.solve(absurd.withFeeRule(FeeRule.ORIGINAL).newest(0));
        assertThatIllegalArgumentException().isThrownBy(() -> search.solve(absurd)).withMessageContaining("too large");
        assertThatIllegalArgumentException().isThrownBy(() -> search.bestProfit(absurd)).withMessageContaining("too large");
    }

    @Test
    void refusesOtherObjectives() {
        Objective other = new Objective() {
            @Override
            public ParameterSpace space() {
                return ParameterSpace.box(new double[] {0}, new double[] {1});
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                values.metric(0)[0] = 0;
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> exact.search(other)).withMessageContaining("structure");
    }

    private ExactSolution solved(EntryExitProblem problem, String what) {
        ExactSolution exact = search.solve(problem);
        Solution found = exact.solution();
        double x = found.point()[0];
        double y = found.point()[1];
        SearchBox box = problem.box();
        assertThat(x >= box.highMin() && x <= box.highMax()).as(what).isTrue();
        assertThat(y >= box.lowMin() && y <= box.lowMax()).as(what).isTrue();
        assertThat(found.value()).as(what).isEqualTo(ProfitKernel.profit(problem, x, y));
        assertThat(found.iterations()).isEqualTo(1);
        assertThat(found.reason()).isEqualTo(StopReason.EXACT);
        return exact;
    }

    private static void assertNotBeaten(EntryExitProblem problem, Solution found, double x, double y) {
        SearchBox box = problem.box();
        double inX = Math.clamp(x, box.highMin(), box.highMax());
        double inY = Math.clamp(y, box.lowMin(), box.lowMax());
        assertThat(ProfitKernel.profit(problem, inX, inY)).isLessThanOrEqualTo(found.value() + 1e-11);
    }

    private static double between(SplittableRandom random, double min, double max) {
        return min + random.nextDouble() * (max - min);
    }

    private static void set(double[][] columns, int bar, double... values) {
        for (int k = 0; k < values.length; k++) {
            columns[k][bar] = values[k];
        }
    }

    private static EntryExitProblem one(
            double close, double high, double low, double highForecast, double lowForecast, double position, SearchBox box) {
        return EntryExitProblem.builder()
                .moves(new double[] {close}, new double[] {high}, new double[] {low})
                .forecasts(new double[] {highForecast}, new double[] {lowForecast})
                .legs(new double[] {position})
                .box(box)
                .build();
    }

    /** Returns the best over all pairs of thresholds, clamp edges and box ends, each at, just below and just above. */
    static double bruteForce(EntryExitProblem problem) {
        double[] highs = points(problem.highForecast(), problem.high(), 0.0, 10.0, problem.box().highMin(), problem.box().highMax());
        double[] lows = points(problem.lowForecast(), problem.low(), -1.0, 0.0, problem.box().lowMin(), problem.box().lowMax());
        return best(problem, highs, lows);
    }

    /** Returns the best of all pairs of multipliers. */
    static double best(EntryExitProblem problem, double[] highs, double[] lows) {
        double best = Double.NEGATIVE_INFINITY;
        for (double x : highs) {
            for (double y : lows) {
                best = Math.max(best, ProfitKernel.profit(problem, x, y));
            }
        }
        return best;
    }

    private static double[] points(double[] base, double[] value, double least, double most, double min, double max) {
        DoubleStream.Builder points = DoubleStream.builder().add(min).add(max);
        for (int i = 0; i < base.length; i++) {
            for (double at : new double[] {value[i] - base[i], least - base[i], most - base[i]}) {
                points.add(at - OFFSET).add(at).add(at + OFFSET);
            }
        }
        return Arrays.stream(points.build().toArray())
                .filter(x -> x >= min && x <= max)
                .distinct()
                .toArray();
    }
}
