package dev.fastback.search.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.search.Budget;
import dev.fastback.search.FunctionObjective;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Draws;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Constraint RISING = new Constraint() {
        @Override
        public String description() {
            return "fast < slow";
        }

        @Override
        public boolean isMetBy(Parameters parameters) {
            return parameters.whole("fast") < parameters.whole("slow");
        }
    };

    private static List<double[]> points(ParameterSpace space) {
        Grid grid = new Grid(space);
        List<double[]> all = new ArrayList<>();
        for (PointBatch points = grid.ask(); points.count() > 0; points = grid.ask()) {
            for (int i = 0; i < points.count(); i++) {
                all.add(points.point(i));
            }
            grid.tell(new double[points.count()]);
        }
        return all;
    }

    @Test
    void walksEveryPermittedPointTheLastParameterFastest() {
        ParameterSpace space = new ParameterSpace(
                List.of(
                        new IntegerParameter("fast", 2, 6, 2),
                        new IntegerParameter("slow", 3, 6),
                        ChoiceParameter.flag("shortToo"),
                        new RealParameter("stop", 0.1, 0.3, 0.1, false)),
                List.of(RISING));
        List<double[]> expected = new ArrayList<>();
        for (int fast = 2; fast <= 6; fast += 2) {
            for (int slow = 3; slow <= 6; slow++) {
                for (int flag = 0; flag < 2; flag++) {
                    for (double stop : new double[] {0.1, 0.2, 0.3}) {
                        if (fast < slow) {
                            expected.add(new double[] {fast, slow, flag, stop});
                        }
                    }
                }
            }
        }
        assertThat(points(space)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(GridSearch.count(space)).isEqualTo(3 * 4 * 2 * 3);
    }

    @Test
    void realParametersWithoutAStepGetTheDocumentedNumber() {
        ParameterSpace space = new ParameterSpace(
                List.of(new RealParameter("x", -1, 1), new RealParameter("y", 1, 16, 0, true), new RealParameter("fixed", 3, 3)));
        List<double[]> points = points(space);
        assertThat(points).hasSize(65 * 65);
        assertThat(points.getFirst()).containsExactly(-1, 1, 3);
        assertThat(points.getLast()).containsExactly(1, 16, 3);
        assertThat(points.stream().mapToDouble(p -> p[0])).contains(0.0);
        assertThat(points.get(32)[1]).isEqualTo(4.0);
        points.forEach(point -> assertThat(space.permits(point)).isTrue());
    }

    @Test
    void findsTheFirstOfTheGreatestAndSaysThatItIsProven() {
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 99), new IntegerParameter("b", 0, 99)));
        Random random = new Random(7);
        double[] table = random.doubles(10_000).map(x -> Math.floor(x * 500)).toArray();
        Solution solution = Searches.of("grid").search(new FunctionObjective(space, p -> table[(int) (p[0] * 100 + p[1])]));
        int first = 0;
        for (int i = 1; i < table.length; i++) {
            first = table[i] > table[first] ? i : first;
        }
        assertThat(solution.point()).containsExactly(first / 100, first % 100);
        assertThat(solution.value()).isEqualTo(table[first]);
        assertThat(solution.evaluations()).isEqualTo(10_000);
        assertThat(solution.reason()).isEqualTo(StopReason.EXACT);
        assertThat(Searches.of("grid").search(new FunctionObjective(ParameterSpace.box(new double[] {0}, new double[] {1}), p -> p[0])).reason())
                .isEqualTo(StopReason.GRID);
    }

    @Test
    void aSpaceWithoutAValidPointIsRefusedWithTheConstraint() {
        ParameterSpace none = new ParameterSpace(
                List.of(new IntegerParameter("fast", 20, 30), new IntegerParameter("slow", 3, 6)), List.of(RISING));
        assertThatIllegalArgumentException().isThrownBy(() -> new Grid(none).ask()).withMessageContaining("44 points").withMessageContaining("fast < slow");
    }

    @Test
    void needsNoMemoryForAGridOfAnySize() {
        List<IntegerParameter> eight = new ArrayList<>();
        for (int d = 0; d < 8; d++) {
            eight.add(new IntegerParameter("p" + d, 1, 1_000_000_000));
        }
        ParameterSpace space = new ParameterSpace(eight);
        assertThat(GridSearch.count(space)).isEqualTo(Long.MAX_VALUE);
        PointBatch points = new Grid(space).ask();
        assertThat(points.count()).isEqualTo(Grid.BATCH);
        assertThat(points.point(4095)).containsExactly(1, 1, 1, 1, 1, 1, 1, 4096);
    }

    @Test
    void feasiblePointsComeBeforeOthersAndOthersByTheirViolation() {
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 9)));
        for (int mostPermitted : new int[] {4, -3}) {
            Grid grid = new Grid(space);
            PointBatch points = grid.ask();
            ValueBatch values = new ValueBatch(1, 1);
            values.reserve(points.count());
            for (int i = 0; i < points.count(); i++) {
                values.metric(0)[i] = points.get(i, 0);
                values.violation(0)[i] = Math.max(0, points.get(i, 0) - mostPermitted);
            }
            grid.tell(values);
            assertThat(grid.best().point()).containsExactly(Math.max(0, mostPermitted));
            assertThat(grid.best().isFeasible()).isEqualTo(mostPermitted >= 0);
            assertThat(grid.best().violation()).isEqualTo(mostPermitted >= 0 ? 0 : 3);
        }
    }

    @Test
    void ofSeveralMetricsItKeepsTheExactFront() {
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 999)));
        Random random = new Random(3);
        double[][] table = {random.doubles(1000).toArray(), random.doubles(1000).toArray()};
        Grid grid = new Grid(space);
        grid.ask();
        ValueBatch values = new ValueBatch(2, 0);
        values.reserve(1000);
        for (int m = 0; m < 2; m++) {
            System.arraycopy(table[m], 0, values.metric(m), 0, 1000);
        }
        grid.tell(values);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            boolean beaten = false;
            for (int j = 0; j < 1000; j++) {
                beaten |= j != i && table[0][j] >= table[0][i] && table[1][j] >= table[1][i];
            }
            if (!beaten) {
                expected.add(i);
            }
        }
        assertThat(grid.best().front().members()).extracting(member -> (int) member.point()[0]).isEqualTo(expected);
        assertThat(grid.best().value()).isEqualTo(expected.stream().mapToDouble(i -> table[0][i]).max().orElseThrow());
    }

    /** Of points that are equally good by the first metric the one on the front is chosen, not the first that was looked at. */
    @Test
    void ofSeveralMetricsTheBestIsOnTheFront() {
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 3)));
        Grid grid = new Grid(space);
        grid.ask();
        ValueBatch values = new ValueBatch(2, 0);
        values.reserve(4);
        System.arraycopy(new double[] {5, 5, 1, 5}, 0, values.metric(0), 0, 4);
        System.arraycopy(new double[] {-0.4, -0.2, -0.1, -0.3}, 0, values.metric(1), 0, 4);
        grid.tell(values);
        assertThat(grid.best().front().members()).extracting(member -> (int) member.point()[0]).containsExactly(1, 2);
        assertThat(grid.best().point()).containsExactly(1);
        assertThat(grid.best().value()).isEqualTo(5);
        assertThat(Grid.joined(space, List.of(grid.best())).point()).containsExactly(1);
    }

    @Test
    void rangesPutTogetherFindWhatTheWholeFinds() {
        ParameterSpace space = new ParameterSpace(
                List.of(new IntegerParameter("fast", 1, 40), new IntegerParameter("slow", 1, 40), new RealParameter("x", 0, 1)), List.of(RISING));
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            int metrics = 1 + round % 3;
            Objective objective = table(space, metrics, round);
            GridSearch search = new GridSearch();
            List<Solution> parts = new ArrayList<>();
            long points = 0;
            for (long from = 0; from < search.places(space); ) {
                long to = Math.min(search.places(space), from + 1 + random.nextInt(round % 2 == 0 ? 700 : 90_000));
                Solution part = search.search(objective, SearchContext.of(Budget.UNLIMITED), from, to).orElse(null);
                assertThat(part == null ? 0 : part.evaluations()).isEqualTo(search.points(space, from, to));
                points += search.points(space, from, to);
                if (part != null) {
                    parts.add(part);
                }
                from = to;
            }
            assertThat(points).isEqualTo(40 * 39 / 2 * 65);
            assertThat(search.joined(space, parts)).as("round " + round).isEqualTo(search.search(objective));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new GridSearch().joined(space, List.of())).withMessageContaining("fast < slow");
    }

    /** Coarse values of a hash of the point, so that many tie, some NaN, some infeasible; in some rounds nothing is feasible. */
    private static Objective table(ParameterSpace space, int metrics, int round) {
        return new Objective() {
            @Override
            public ParameterSpace space() {
                return space;
            }

            @Override
            public int metrics() {
                return metrics;
            }

            @Override
            public int constraints() {
                return 1;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    for (int m = 0; m < metrics; m++) {
                        long hash = Draws.key(round, m, Double.doubleToLongBits(points.get(i, 0) * 65 * 40 + points.get(i, 1) * 65 + points.get(i, 2)));
                        values.metric(m)[i] = hash % 50 == 0 ? Double.NaN : Math.floorMod(hash, 400);
                        values.violation(0)[i] = Math.floorMod(hash, 7) - (round % 4 == 0 ? 0 : 4);
                    }
                }
            }
        };
    }

    @Test
    void keepsToAskAndTell() {
        Grid grid = new Grid(new ParameterSpace(List.of(new IntegerParameter("a", 0, 9))));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(grid::best);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> grid.tell(new double[10]));
        assertThat(grid.ask()).isSameAs(grid.ask());
        assertThatIllegalArgumentException().isThrownBy(() -> grid.tell(new double[9]));
        grid.tell(new double[10]);
        assertThat(grid.ask().count()).isZero();
    }
}
