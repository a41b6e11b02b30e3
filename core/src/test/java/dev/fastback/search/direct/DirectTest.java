package dev.fastback.search.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.search.Budget;
import dev.fastback.search.FunctionObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectTest {
    @Test
    void asksForTheCentreAndBothSidesOfItFirst() {
        Direct direct = new Direct(box(2, -1, 2), DirectConfig.scipy(100));
        PointBatch points = direct.ask();
        assertThat(points.count()).isEqualTo(5);
        double[][] expected = {{0.5, 0.5}, {1.5, 0.5}, {-0.5, 0.5}, {0.5, 1.5}, {0.5, -0.5}};
        for (int i = 0; i < 5; i++) {
            assertThat(points.point(i)).containsExactly(expected[i], within(1e-15));
        }
    }

    @Test
    void asksForAWholeIterationAtOnce() {
        Direct direct = new Direct(box(2, -1, 2), DirectConfig.scipy(500));
        int batches = 0;
        Objective objective = new FunctionObjective(box(2, -1, 2), DirectTest::bowl);
        for (PointBatch points = direct.ask(); points.count() > 0; points = direct.ask()) {
            double[] values = new double[points.count()];
            objective.evaluate(points, values);
            direct.tell(values);
            batches++;
        }
        assertThat(direct.best().iterations()).isEqualTo(batches);
    }

    // Counts of SciPy 1.10.1 on the box -1..2, budget 100.
    @ParameterizedTest
    @CsvSource({
        "true, 1, 117, 12", "true, 2, 119, 8", "true, 3, 111, 6",
        "false, 1, 117, 12", "false, 2, 123, 7", "false, 3, 119, 5"
    })
    void returnsTheCentreWhenNoValueIsANumber(boolean locallyBiased, int dimension, long evaluations, int iterations) {
        DirectConfig config = DirectConfig.scipy(100).withLocallyBiased(locallyBiased);
        for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            Solution solution = solve(config, box(dimension, -1, 2), x -> value);
            assertThat(solution.point()).containsOnly(0.5);
            assertThat(Double.valueOf(solution.value())).isEqualTo(Double.valueOf(value));
            assertThat(solution.evaluations()).isEqualTo(evaluations);
            assertThat(solution.iterations()).isEqualTo(iterations);
        }
    }

    // Counts of SciPy 1.10.1.
    @ParameterizedTest
    @CsvSource({
        "true, 1, 101, 50", "true, 2, 101, 35", "true, 3, 105, 22",
        "false, 1, 243, 5", "false, 2, 405, 5", "false, 3, 189, 4"
    })
    void stopsOnAConstant(boolean locallyBiased, int dimension, long evaluations, int iterations) {
        DirectConfig config = DirectConfig.scipy(100).withLocallyBiased(locallyBiased);
        Solution solution = solve(config, box(dimension, -1, 2), x -> -1.0);
        assertThat(solution.point()).containsOnly(0.5);
        assertThat(solution.evaluations()).isEqualTo(evaluations);
        assertThat(solution.iterations()).isEqualTo(iterations);
        assertThat(solution.overBudget()).isEqualTo(evaluations - 100);
    }

    // Counts of SciPy 1.10.1 with an infinite value in place of NaN.
    @ParameterizedTest
    @CsvSource({"true, 0.4, 0.0, 113, 13", "false, 0.4, 0.0, 115, 8", "true, 0.6, 0.7, 117, 12", "false, 0.6, 0.7, 107, 8"})
    void takesValuesThatAreNoNumbersForTheWorst(
            boolean locallyBiased, double limit, double centre, long evaluations, int iterations) {
        DirectConfig config = DirectConfig.scipy(100).withLocallyBiased(locallyBiased);
        for (double hole : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            Solution solution = solve(
                    config,
                    box(2, -1, 2),
                    x -> x[0] > limit ? hole : -(x[0] - centre) * (x[0] - centre) - (x[1] - centre) * (x[1] - centre));
            assertThat(solution.value()).isFinite();
            assertThat(solution.point()[0]).isLessThan(limit);
            assertThat(solution.evaluations()).isEqualTo(evaluations);
            assertThat(solution.iterations()).isEqualTo(iterations);
        }
    }

    @Test
    void keepsAParameterWhoseBoundsAreEqual() {
        ParameterSpace space = ParameterSpace.box(new double[] {7, -1, 7}, new double[] {7, 2, 7});
        ParameterSpace line = box(1, -1, 2);
        Solution solution = solve(DirectConfig.scipy(100), space, x -> x[0] + x[2] - x[1] * x[1]);
        Solution onLine = solve(DirectConfig.scipy(100), line, x -> 14.0 - x[0] * x[0]);
        assertThat(solution.point()).containsExactly(7, onLine.point()[0], 7);
        assertThat(solution.evaluations()).isEqualTo(onLine.evaluations());
    }

    @Test
    void evaluatesABoxThatIsASinglePointOnce() {
        Solution solution = solve(DirectConfig.scipy(100), box(3, 4, 4), x -> x[0] + x[1] + x[2]);
        assertThat(solution).isEqualTo(new Solution(new double[] {4, 4, 4}, 12, 1, 1, 0, StopReason.EXACT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void findsTheTopOfABowl(int dimension) {
        for (DirectConfig config : List.of(
                DirectConfig.scipy(20_000),
                DirectConfig.scipy(20_000).withLocallyBiased(false),
                DirectConfig.original(20_000),
                DirectConfig.originalLocal(20_000))) {
            Solution solution = solve(config.withTolerances(0, 0).withTarget(3.0, dimension > 5 ? 0.2 : 1e-3), box(dimension, -1, 2), x -> 3 + bowl(x));
            assertThat(solution.reason()).as("%s", config).isEqualTo(StopReason.TARGET);
        }
    }

    @Test
    void looksAtABudgetForTheFirstTimeAfterTheFirstIteration() {
        Solution solution = solve(DirectConfig.scipy(1), box(2, -1, 2), x -> -x[0] * x[0] - x[1] * x[1]);
        assertThat(solution.evaluations()).isEqualTo(7);
        assertThat(solution.overBudget()).isEqualTo(6);
        assertThat(solution.iterations()).isEqualTo(2);
    }

    @Test
    void refusesABoxOfInfiniteWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Direct(box(1, -1e308, 1e308), DirectConfig.scipy(10)))
                .withMessageContaining("x0")
                .withMessageContaining("1.0E308");
    }

    @Test
    void stopsWhenTheBestRectangleCannotBeDividedAnyMore() {
        List<double[]> points = new ArrayList<>();
        Solution solution = solve(DirectConfig.originalLocal(1_000_000), box(1, 0, 1), x -> {
            points.add(x);
            return -points.size();
        });
        assertThat(solution.reason()).isEqualTo(StopReason.VOLUME);
        assertThat(solution.evaluations()).isEqualTo(points.size());
        assertThat(points).allSatisfy(x -> assertThat(x[0]).isBetween(0.0, 1.0));
    }

    private static double bowl(double[] x) {
        return -Arrays.stream(x).map(v -> (v - 0.3) * (v - 0.3)).sum();
    }

    private static ParameterSpace box(int dimension, double min, double max) {
        double[] low = new double[dimension];
        double[] high = new double[dimension];
        Arrays.fill(low, min);
        Arrays.fill(high, max);
        return ParameterSpace.box(low, high);
    }

    @Test
    void searchesWholeNumbersWithEqualSharesAndChoicesOneByOne() {
        ParameterSpace space = new ParameterSpace(List.of(
                new RealParameter("x", -1, 2), new IntegerParameter("n", 2, 20, 3), new ChoiceParameter("kind", List.of("a", "b", "c"))));
        List<double[]> asked = new ArrayList<>();
        Solution found = solve(DirectConfig.scipy(300), space, p -> {
            asked.add(p);
            return -Math.pow(p[0] - 0.7, 2) - Math.pow(p[1] - 11, 2) / 50 - Math.abs(p[2] - 1);
        });
        assertThat(asked).allMatch(space::permits);
        assertThat(found.point()[0]).isCloseTo(0.7, within(0.01));
        assertThat(found.point()[1]).isEqualTo(11);
        assertThat(found.point()[2]).isEqualTo(1);
        assertThat(asked.stream().filter(p -> p[2] == 0)).hasSizeBetween(300, 400);
        assertThat(found.evaluations()).isEqualTo(asked.size());
        assertThat(asked.stream().map(p -> p[1]).distinct()).hasSize(7);
        assertThat(Parameters.of(space, found.point()).choice("kind")).isEqualTo("b");
        assertThat(Parameters.of(space, found.point()).whole("n")).isEqualTo(11);
    }

    @Test
    void aChoiceWithoutAnyValueLosesToTheOthersAndTrialsAreToldWhole() {
        ParameterSpace space = new ParameterSpace(
                List.of(new ChoiceParameter("kind", List.of("none", "a", "b")), new RealParameter("x", 0, 1), ChoiceParameter.flag("on")));
        Objective objective = new FunctionObjective(space, p -> p[0] == 0 ? Double.NaN : p[0] + p[1] + p[2]);
        List<double[]> told = new ArrayList<>();
        SearchContext context = new SearchContext(new Budget(20), 0, new StopSignal(), (points, values) -> {
            for (int i = 0; i < points.count(); i++) {
                told.add(points.point(i));
                assertThat(Double.valueOf(values.metric(0)[i])).isEqualTo(Double.valueOf(objective.valueAt(points.point(i))));
            }
        });
        Solution found = new DirectSearch(DirectConfig.scipy(20)).search(objective, context);
        assertThat(Parameters.of(space, found.point()).choice("kind")).isEqualTo("b");
        assertThat(Parameters.of(space, found.point()).flag("on")).isTrue();
        assertThat(told).hasSize((int) found.evaluations()).allMatch(space::permits);
    }

    @Test
    void refusesConstraintsItCannotWeigh() {
        ParameterSpace box = ParameterSpace.box(new double[] {0}, new double[] {1});
        Constraint any = new Constraint() {
            @Override
            public String description() {
                return "x0 < 1";
            }

            @Override
            public boolean isMetBy(Parameters parameters) {
                return parameters.real("x0") < 1;
            }
        };
        ParameterSpace constrained = new ParameterSpace(box.parameters(), List.of(any));
        assertThat(constrained.permits(0.5)).isTrue();
        assertThat(constrained.permits(1.0)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solve(DirectConfig.scipy(10), constrained, p -> p[0]))
                .withMessageContaining("search direct knows no conditions on parameters; use tpe or de");
    }

    private static Solution solve(DirectConfig config, ParameterSpace space, ToDoubleFunction<double[]> function) {
        return new DirectSearch(config).search(new FunctionObjective(space, function));
    }
}
