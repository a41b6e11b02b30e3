package dev.fastback.search.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.search.Budget;
import dev.fastback.search.Front;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.methods.HalvingSearch;
import dev.fastback.search.methods.Method;
import dev.fastback.search.methods.SampledSearch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MethodsTest {
    private record Below(String name, String other) implements Constraint {
        @Override
        public String description() {
            return name + " < " + other;
        }

        @Override
        public boolean isMetBy(Parameters parameters) {
            return parameters.whole(name) < parameters.whole(other);
        }
    }

    private interface Row {
        void fill(double[] point, double[] row);
    }

    /** An objective of any number of metrics and violations. */
    private record Table(ParameterSpace space, int metrics, int constraints, Row row, int bars) implements Objective {
        @Override
        public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
            double[] filled = new double[metrics + constraints];
            for (int i = from; i < to; i++) {
                row.fill(points.point(i), filled);
                for (int c = 0; c < filled.length; c++) {
                    (c < metrics ? values.metric(c) : values.violation(c - metrics))[i] = filled[c];
                }
            }
        }

        @Override
        public Optional<Objective> newest(int parts) {
            return bars == 0 ? Optional.empty() : Optional.of(new Table(space, metrics, constraints, row, bars / parts));
        }
    }

    /** Keeps what a search evaluated. */
    private static final class Kept implements TrialSink {
        private final List<double[]> points = new ArrayList<>();
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public void told(PointBatch batch, ValueBatch values) {
            for (int i = 0; i < batch.count(); i++) {
                points.add(batch.point(i));
            }
            batches.add(batch.count());
        }

        Set<List<Double>> distinct() {
            Set<List<Double>> all = new HashSet<>();
            points.forEach(point -> all.add(Arrays.stream(point).boxed().toList()));
            return all;
        }
    }

    private static final ParameterSpace MIXED = new ParameterSpace(
            List.of(
                    new IntegerParameter("fast", 2, 60),
                    new IntegerParameter("slow", 3, 90),
                    new RealParameter("stop", 0.005, 0.1, 0.005, false),
                    new RealParameter("scale", 0.01, 10, 0, true),
                    ChoiceParameter.flag("short")),
            List.of(new Below("fast", "slow")));

    private static double hill(double[] p) {
        double log = StrictMath.log10(p[3]);
        return -Math.abs(p[0] - 20) / 20 - Math.abs(p[1] - 50) / 30 - Math.abs(p[2] - 0.03) * 10 - log * log - p[4];
    }

    private static Table hills() {
        return new Table(MIXED, 1, 0, (p, row) -> row[0] = hill(p), 900);
    }

    private static SearchContext context(int budget, long seed, TrialSink sink) {
        return new SearchContext(new Budget(budget), seed, new StopSignal(), sink);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void evaluatesEachPermittedPointOnceAndSpendsItsBudgetExactly(Method method) {
        Kept kept = new Kept();
        Solution solution = new SampledSearch(method).search(hills(), context(300, 5, kept));
        assertThat(kept.points).hasSize(300);
        assertThat(kept.distinct()).hasSize(300);
        assertThat(kept.points).allMatch(MIXED::permits);
        assertThat(solution.evaluations()).isEqualTo(300);
        assertThat(solution.reason()).isEqualTo(StopReason.BUDGET);
        assertThat(solution.value()).isEqualTo(kept.points.stream().mapToDouble(MethodsTest::hill).max().orElseThrow());
        assertThat(solution.value()).isGreaterThan(method == Method.RANDOM || method == Method.SOBOL ? -1.0 : -0.6);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theSeedAloneDecidesTheRun(Method method) {
        Kept one = new Kept();
        Kept again = new Kept();
        Kept other = new Kept();
        new SampledSearch(method).search(hills(), context(200, 5, one));
        new SampledSearch(method).search(hills(), context(200, 5, again));
        new SampledSearch(method).search(hills(), context(200, 6, other));
        assertThat(again.points).usingRecursiveComparison().isEqualTo(one.points);
        assertThat(again.batches).isEqualTo(one.batches);
        assertThat(other.distinct()).isNotEqualTo(one.distinct());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aSpaceThatIsSmallerThanTheBudgetIsEvaluatedWhole(Method method) {
        ParameterSpace small = new ParameterSpace(
                List.of(new IntegerParameter("a", 1, 9), new IntegerParameter("b", 1, 9)), List.of(new Below("a", "b")));
        Kept kept = new Kept();
        Solution solution = new SampledSearch(method)
                .search(new Table(small, 1, 0, (p, row) -> row[0] = -p[0] - p[1], 0), context(5000, 1, kept));
        assertThat(kept.distinct()).hasSize(36);
        assertThat(kept.points).hasSize(36);
        assertThat(solution.reason()).isEqualTo(StopReason.EXACT);
        assertThat(solution.point()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aConstraintThatHardlyAnyPointMeetsIsAnErrorWithTheShare(Method method) {
        ParameterSpace narrow = new ParameterSpace(
                List.of(new IntegerParameter("a", 1, 1_000_000), new IntegerParameter("b", 1, 2)), List.of(new Below("a", "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampledSearch(method)
                        .search(new Table(narrow, 1, 0, (p, row) -> row[0] = 0, 0), context(20, 1, TrialSink.NONE)))
                .withMessageContaining("a < b")
                .withMessageContaining("%");
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whatViolatesAnOutcomeConstraintIsNeverPreferredToWhatDoesNot(Method method) {
        // The best values lie where the constraint is not met.
        Row row = (p, filled) -> {
            filled[0] = p[0];
            filled[1] = Math.max(0, p[0] - 30);
        };
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 200), new RealParameter("b", 0, 1)));
        Solution solution = new SampledSearch(method).search(new Table(space, 1, 1, row, 0), context(400, 2, TrialSink.NONE));
        assertThat(solution.isFeasible()).isTrue();
        assertThat(solution.point()[0]).isLessThanOrEqualTo(30);
        assertThat(solution.value()).isGreaterThan(25);
        Solution none = new SampledSearch(method)
                .search(new Table(space, 1, 1, (p, filled) -> filled[1] = 1 + p[0], 0), context(400, 2, TrialSink.NONE));
        assertThat(none.isFeasible()).isFalse();
        assertThat(none.violation()).isLessThan(10);
    }

    @Test
    void batchesHaveTheSizeOfTheStudy() {
        for (int batch : new int[] {1, 5, 16}) {
            Kept kept = new Kept();
            SearchContext context = new SearchContext(new Budget(100), 1, new StopSignal(), kept, batch);
            new SampledSearch(Method.TPE).search(hills(), context);
            assertThat(kept.batches.subList(0, kept.batches.size() - 1)).containsOnly(batch);
        }
    }

    @Test
    void patienceAndTargetEndASearchWithItsBest() {
        Kept kept = new Kept();
        Solution target = new SampledSearch(Method.DE)
                .search(hills(), new SearchContext(new Budget(5000, Integer.MAX_VALUE, -0.8), 1, new StopSignal(), kept));
        assertThat(target.reason()).isEqualTo(StopReason.TARGET);
        assertThat(target.value()).isGreaterThanOrEqualTo(-0.8);
        assertThat(kept.points.subList(0, kept.points.size() - kept.batches.getLast())).allMatch(p -> hill(p) < -0.8);

        Table flat = new Table(MIXED, 1, 0, (p, row) -> row[0] = p[0] == 30 ? 1 : 0, 0);
        Solution patience = new SampledSearch(Method.RANDOM)
                .search(flat, new SearchContext(new Budget(5000, 200, Double.POSITIVE_INFINITY), 1, new StopSignal(), TrialSink.NONE));
        assertThat(patience.reason()).isEqualTo(StopReason.PATIENCE);
        assertThat(patience.value()).isEqualTo(1);
        assertThat(patience.evaluations()).isBetween(200L, 4999L);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aStopEndsASearchWithWhatItHadFound(Method method) {
        StopSignal stop = new StopSignal();
        List<Double> seen = new ArrayList<>();
        Table stopping = new Table(MIXED, 1, 0, (p, row) -> {
            row[0] = hill(p);
            seen.add(row[0]);
            if (seen.size() == 120) {
                stop.request();
            }
        }, 0);
        SearchContext context = new SearchContext(new Budget(100_000), 3, stop, TrialSink.NONE);
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> new SampledSearch(method).search(stopping, context))
                .satisfies(stopped -> {
                    Solution best = stopped.best();
                    assertThat(best.evaluations()).isBetween(90L, 120L + 64);
                    assertThat(best.value())
                            .isEqualTo(seen.subList(0, (int) best.evaluations()).stream().mapToDouble(v -> v).max().orElseThrow());
                });
    }

    @Test
    void aTargetIsNotReachedWhereAConstraintIsViolated() {
        Table never = new Table(MIXED, 1, 1, (p, row) -> {
            row[0] = 9;
            row[1] = 1;
        }, 0);
        Solution solution = new SampledSearch(Method.RANDOM)
                .search(never, new SearchContext(new Budget(64, Integer.MAX_VALUE, 1), 1, new StopSignal(), TrialSink.NONE));
        assertThat(solution.reason()).isEqualTo(StopReason.BUDGET);
    }

    @Test
    void sobolPointsAreThoseOfTheirTable() {
        // scipy 1.17.1, qmc.Sobol(21, scramble=False, bits=30), point 1000, in units of 2^-30.
        long[] expected = {
            235929600, 103809024, 556793856, 726663168, 300941312, 974127104, 49283072, 965738496, 537919488, 74448896, 91226112,
            273678336, 173015040, 412090368, 154140672, 397410304, 772800512, 370147328, 1064304640, 779091968, 560988160
        };
        SobolSampler sobol = new SobolSampler(21, new long[21]);
        double[] point = new double[21];
        sobol.propose(new Draws(0), 1000, 0, point);
        for (int d = 0; d < 21; d++) {
            assertThat((long) (point[d] * 0x1p30)).as("dimension " + d).isEqualTo(expected[d]);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new SobolSampler(22, 1)).withMessageContaining("21");
    }

    @Test
    void aShiftedSobolSequenceCoversEveryHalfEvenly() {
        SobolSampler sobol = new SobolSampler(6, 77);
        int[] upper = new int[6];
        double[] point = new double[6];
        for (int i = 0; i < 256; i++) {
            sobol.propose(new Draws(0), i, 0, point);
            for (int d = 0; d < 6; d++) {
                assertThat(point[d]).isBetween(0.0, Math.nextDown(1.0));
                upper[d] += point[d] >= 0.5 ? 1 : 0;
            }
        }
        assertThat(upper).containsOnly(128);
    }

    @Test
    void theNormalDistributionIsThatOfTheTables() {
        // scipy 1.17.1, norm.ppf and norm.cdf.
        assertThat(Gauss.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-14));
        assertThat(Gauss.quantile(1e-10)).isEqualTo(-6.361340902404056, within(1e-13));
        assertThat(Gauss.quantile(0.3)).isEqualTo(-0.5244005127080409, within(1e-14));
        assertThat(Gauss.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Gauss.share(1.0)).isEqualTo(0.8413447460685429, within(1e-14));
        assertThat(Gauss.share(-8.0)).isEqualTo(6.220960574271785e-16, within(1e-22));
        for (double p = 0.001; p < 1; p += 0.013) {
            assertThat(Gauss.share(Gauss.quantile(p))).isEqualTo(p, within(1e-13));
        }
    }

    @Test
    void eigenvectorsRebuildTheirMatrix() {
        double[][] matrix = {{4, 1, 0.5, 0}, {1, 3, -0.25, 0.1}, {0.5, -0.25, 2, 0}, {0, 0.1, 0, 1e-6}};
        double[][] vectors = new double[4][4];
        double[] values = new double[4];
        Eigen.of(matrix, vectors, values);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += vectors[i][k] * values[k] * vectors[j][k];
                }
                assertThat(sum).isEqualTo(matrix[i][j], within(1e-13));
            }
        }
    }

    @Test
    void cmaesLeavesTheCellOfAWholeNumberThatItsStepsBecameTooSmallFor() {
        // Without a margin the distribution collapses in the cells of the five whole numbers before the reals are found.
        List<dev.fastback.search.space.Parameter> parameters = new ArrayList<>();
        for (int d = 0; d < 5; d++) {
            parameters.add(new IntegerParameter("n" + d, -10, 10));
            parameters.add(new RealParameter("x" + d, -5, 5));
        }
        Table sphere = new Table(new ParameterSpace(parameters), 1, 0, (p, row) -> {
            double sum = 0;
            for (int d = 0; d < p.length; d++) {
                double z = p[d] - (d % 2 == 0 ? 7 : 3.3);
                sum += z * z;
            }
            row[0] = -sum;
        }, 0);
        Solution solution = new SampledSearch(Method.CMAES).search(sphere, context(3000, 1, TrialSink.NONE));
        assertThat(solution.value()).isGreaterThan(-1e-6);
    }

    @Test
    void cmaesRefusesAChoiceOfSeveralAndNamesWhatDoesNot() {
        ParameterSpace space = new ParameterSpace(List.of(new ChoiceParameter("kind", List.of("a", "b", "c"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampledSearch(Method.CMAES)
                        .search(new Table(space, 1, 0, (p, row) -> row[0] = 0, 0), context(10, 1, TrialSink.NONE)))
                .withMessageContaining("kind")
                .withMessageContaining("de or tpe");
    }

    @Test
    void nsga2FindsTheFrontThatTheGridHas() {
        ParameterSpace space = new ParameterSpace(List.of(new IntegerParameter("a", 0, 60), new IntegerParameter("b", 0, 60)));
        // Schaffer's first problem with a second parameter to be brought to 30.
        Table two = new Table(space, 2, 0, (p, row) -> {
            double off = Math.abs(p[1] - 30);
            row[0] = -p[0] * p[0] - off;
            row[1] = -(p[0] - 20) * (p[0] - 20) - off;
        }, 0);
        Front exact = new GridSearch().search(two, context(1, 0, TrialSink.NONE)).front();
        assertThat(exact.members()).hasSize(21);
        Front found = new SampledSearch(Method.NSGA2).search(two, context(1000, 4, TrialSink.NONE)).front();
        assertThat(found.members().stream().filter(member -> exact.members().contains(member)).count()).isGreaterThan(18);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampledSearch(Method.TPE).search(two, context(10, 1, TrialSink.NONE)))
                .withMessageContaining("nsga2");
    }

    @Test
    void halvingJudgesMostPointsOnFewBarsAndTheBestOnAll() {
        Kept kept = new Kept();
        int[] evaluated = new int[901];
        class Counting implements Objective {
            private final int bars;

            Counting(int bars) {
                this.bars = bars;
            }

            @Override
            public ParameterSpace space() {
                return MIXED;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    values.metric(0)[i] = hill(points.point(i));
                    evaluated[bars]++;
                }
            }

            @Override
            public Optional<Objective> newest(int parts) {
                return Optional.of(new Counting(bars / parts));
            }
        }
        Solution solution = new HalvingSearch().search(new Counting(900), context(390, 5, kept));
        assertThat(new int[] {evaluated[100], evaluated[300], evaluated[900]}).containsExactly(270, 90, 30);
        assertThat(kept.points).hasSize(30);
        assertThat(solution.evaluations()).isEqualTo(390);
        Kept all = new Kept();
        new SampledSearch(Method.SOBOL).search(hills(), context(270, 5, all));
        assertThat(solution.value()).isEqualTo(all.points.stream().mapToDouble(MethodsTest::hill).max().orElseThrow());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HalvingSearch().search(hills(), context(12, 1, TrialSink.NONE)))
                .withMessageContaining("13");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HalvingSearch().search(
                        new Table(MIXED, 1, 0, (p, row) -> row[0] = 0, 0), context(100, 1, TrialSink.NONE)))
                .withMessageContaining("no bars");
    }

    @Test
    void everyMethodIsFoundByItsName() {
        for (Method method : Method.values()) {
            assertThat(Searches.of(method.label())).isEqualTo(new SampledSearch(method));
        }
        assertThat(Searches.of("halving")).isInstanceOf(HalvingSearch.class);
        assertThat(Searches.of("grid")).isInstanceOf(GridSearch.class);
    }
}
