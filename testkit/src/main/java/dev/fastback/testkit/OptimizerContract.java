package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.search.Objective;
import dev.fastback.search.Optimizer;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link Optimizer} promises. A test class of an optimizer extends this one and says how to make it. */
public abstract class OptimizerContract {
    /** Returns a new optimizer with a budget of evaluations, and no other reason to stop before a thousand. */
    protected abstract Optimizer optimizer(ParameterSpace space, int maxEvaluations);

    /** Returns the smallest budget that the optimizer keeps to, but for its last batch. */
    protected abstract int smallestBudget(int dimension);

    /** Returns whether it promises to look everywhere, and so at each of a few whole numbers. */
    protected boolean looksEverywhere() {
        return true;
    }

    /** Returns how near it comes to the best of a smooth hill along one parameter, of width 3, with 300 evaluations. */
    protected double nearness() {
        return 0.05;
    }

    @Test
    void asksForPointsInsideTheBounds() {
        SplittableRandom random = Seeds.random("asksForPointsInsideTheBounds", 20261123);
        for (int i = 0; i < 60; i++) {
            int dimension = 1 + i % 4;
            double[] min = new double[dimension];
            double[] max = new double[dimension];
            for (int d = 0; d < dimension; d++) {
                min[d] = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-3, 9));
                max[d] = min[d] + random.nextInt(4) * Math.pow(10, random.nextInt(-9, 6));
            }
            Objective objective = new TestFunction("plane", x -> Arrays.stream(x).sum(), min, max, 0).objective();
            for (double[] point : run(optimizer(objective.space(), 150), objective).points) {
                assertInside(objective.space(), point);
            }
        }
    }

    @Test
    void asksForTheSamePointsUntilItIsTold() {
        Objective objective = TestFunctions.BRANIN.objective();
        Optimizer optimizer = optimizer(objective.space(), 200);
        for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
            List<double[]> first = copy(points);
            assertThat(copy(optimizer.ask())).usingRecursiveComparison().isEqualTo(first);
            optimizer.tell(values(objective, points));
        }
        assertThat(optimizer.ask().count()).isZero();
    }

    @Test
    void refusesFewerValuesThanPointsAndGoesOn() {
        Objective objective = TestFunctions.BRANIN.objective();
        Optimizer optimizer = optimizer(objective.space(), 100);
        List<double[]> asked = copy(optimizer.ask());
        assertThatIllegalArgumentException().isThrownBy(() -> optimizer.tell(new double[asked.size() - 1]));
        assertThat(copy(optimizer.ask())).usingRecursiveComparison().isEqualTo(asked);
        assertThat(run(optimizer, objective)).isEqualTo(run(optimizer(objective.space(), 100), objective));
    }

    @Test
    void refusesValuesThatItDidNotAskFor() {
        Objective objective = TestFunctions.BRANIN.objective();
        Optimizer optimizer = optimizer(objective.space(), 100);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> optimizer.tell(new double[100]));
        run(optimizer, objective);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> optimizer.tell(new double[100]));
    }

    @Test
    void hasNoBestBeforeTheFirstValue() {
        Optimizer optimizer = optimizer(TestFunctions.BRANIN.objective().space(), 100);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(optimizer::best);
        optimizer.ask();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(optimizer::best);
    }

    @Test
    void runsTheSameTwice() {
        for (TestFunction function : List.of(TestFunctions.BRANIN, TestFunctions.HARTMANN6, TestFunctions.SHEKEL10)) {
            Objective objective = function.objective();
            assertThat(run(optimizer(objective.space(), 300), objective))
                    .isEqualTo(run(optimizer(objective.space(), 300), objective));
        }
    }

    @Test
    void valuesOfABatchMayBeComputedOneByOne() {
        Objective objective = TestFunctions.HARTMANN6.objective();
        Objective single = new Objective() {
            @Override
            public ParameterSpace space() {
                return objective.space();
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = to - 1; i >= from; i--) {
                    values.metric(0)[i] = objective.valueAt(points.point(i));
                }
            }
        };
        assertThat(run(optimizer(objective.space(), 300), single))
                .isEqualTo(run(optimizer(objective.space(), 300), objective));
    }

    @Test
    void exceedsItsBudgetByLessThanTheLastBatch() {
        for (int dimension = 1; dimension <= 20; dimension += 3) {
            Objective objective = TestFunctions.RASTRIGIN.objective(dimension);
            int smallest = smallestBudget(dimension);
            for (int budget = smallest; budget < smallest + 400; budget += 57) {
                Run run = run(optimizer(objective.space(), budget), objective);
                long over = Math.max(0, run.points.size() - budget);
                assertThat(run.points.size()).isGreaterThanOrEqualTo(budget);
                assertThat(over).isLessThanOrEqualTo(run.lastBatch);
                assertThat(run.solution.overBudget()).isEqualTo(over);
                assertThat(run.solution.evaluations()).isEqualTo(run.points.size());
            }
        }
    }

    @Test
    void bestIsTheFirstOfTheGreatestValuesTold() {
        for (TestFunction function : List.of(TestFunctions.SIX_HUMP_CAMEL, TestFunctions.SHEKEL7)) {
            Objective objective = function.objective();
            Optimizer optimizer = optimizer(objective.space(), 200);
            double greatest = Double.NEGATIVE_INFINITY;
            double[] place = {};
            for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
                double[] values = values(objective, points);
                for (int i = 0; i < points.count(); i++) {
                    if (values[i] > greatest) {
                        greatest = values[i];
                        place = points.point(i);
                    }
                }
                optimizer.tell(values);
                assertThat(optimizer.best().value()).isEqualTo(greatest);
                assertThat(optimizer.best().point()).isEqualTo(place);
            }
        }
    }

    @Test
    void endsOnAnyValues() {
        Objective space = TestFunctions.RASTRIGIN.objective(3);
        for (double value : new double[] {0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1e308}) {
            Objective constant = new Objective() {
                @Override
                public ParameterSpace space() {
                    return space.space();
                }

                @Override
                public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                    Arrays.fill(values.metric(0), from, to, value);
                }
            };
            Solution solution = run(optimizer(constant.space(), 300), constant).solution;
            assertThat(Double.valueOf(solution.value())).isEqualTo(Double.valueOf(value));
            assertInside(constant.space(), solution.point());
        }
    }

    @Test
    void searchesWholeNumbersAsWholeNumbers() {
        // From -7 in steps of 3: the largest value is 17, and the best of those permitted is 8, not the peak at 7.
        ParameterSpace space = new ParameterSpace(List.of(
                new IntegerParameter("k", -7, 19, 3), new RealParameter("x", -1, 2), new IntegerParameter("only", 4, 4)));
        Objective objective = new Objective() {
            @Override
            public ParameterSpace space() {
                return space;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    double k = points.get(i, 0) - 7;
                    double x = points.get(i, 1) - 0.3;
                    values.metric(0)[i] = -k * k - x * x;
                }
            }
        };
        Run run = run(optimizer(space, 300), objective);
        for (double[] point : run.points) {
            assertInside(space, point);
        }
        double[] best = run.solution.point();
        assertThat(best[0]).isEqualTo(8.0);
        assertThat(best[1]).isCloseTo(0.3, within(nearness()));
        assertThat(best[2]).isEqualTo(4.0);
        if (looksEverywhere()) {
            assertThat(run.points.stream().mapToDouble(point -> point[0]).distinct().count()).isEqualTo(9);
        }
        assertThat(run(optimizer(space, 300), objective)).isEqualTo(run);
    }

    private static void assertInside(ParameterSpace space, double[] point) {
        for (int d = 0; d < point.length; d++) {
            switch (space.parameters().get(d)) {
                case RealParameter p -> assertThat(point[d]).isBetween(p.min(), p.max());
                case IntegerParameter p -> assertThat(p.permits(point[d])).as(p + " at " + point[d]).isTrue();
                case ChoiceParameter p -> assertThat(p.permits(point[d])).as(p + " at " + point[d]).isTrue();
            }
        }
    }

    private static Run run(Optimizer optimizer, Objective objective) {
        List<double[]> all = new ArrayList<>();
        int lastBatch = 0;
        for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
            assertThat(all.size()).as("evaluations").isLessThan(100_000);
            all.addAll(copy(points));
            lastBatch = points.count();
            optimizer.tell(values(objective, points));
        }
        return new Run(all, lastBatch, optimizer.best());
    }

    private static double[] values(Objective objective, PointBatch points) {
        double[] values = new double[points.count() + 3];
        Arrays.fill(values, 1e300);
        objective.evaluate(points, values);
        return values;
    }

    private static List<double[]> copy(PointBatch points) {
        List<double[]> copy = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            copy.add(points.point(i));
        }
        return copy;
    }

    private record Run(List<double[]> points, int lastBatch, Solution solution) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Run run
                    && Arrays.deepEquals(points.toArray(), run.points.toArray())
                    && lastBatch == run.lastBatch
                    && solution.equals(run.solution);
        }

        @Override
        public int hashCode() {
            return solution.hashCode();
        }
    }
}
