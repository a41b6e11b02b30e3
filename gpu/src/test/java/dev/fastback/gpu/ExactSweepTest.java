package dev.fastback.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.engine.Precision;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.exact.NearPairs;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.gpu.driver.TestDevices;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.StopSignal;
import dev.fastback.testkit.RandomProfits;
import dev.fastback.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSweepTest {
    private final EntryExitSolver solver = new EntryExitSolver();
    private final StopSignal never = new StopSignal();

    @ParameterizedTest
    @EnumSource
    void findsWhatTheSolverFinds(TestDevices kind) throws Exception {
        SplittableRandom random = Seeds.random("ExactSweepTest " + kind, 4711);
        List<EntryExitProblem> problems = new ArrayList<>();
        int[] lengths = {0, 1, 2, 3, 6, 6, 6, 7, 12, 20, 33, 64, 100};
        for (int k = 0; k < 400; k++) {
            problems.add(RandomProfits.problem(random, lengths[k % lengths.length]));
        }
        problems.add(RandomProfits.problem(random, 200));
        problems.add(RandomProfits.problem(random, 401));
        int decided = check(kind, problems);
        assertThat(decided).as("problems that the device decided").isGreaterThan(problems.size() * 9 / 10);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatTheSolverFindsInOtherBoxes(TestDevices kind) throws Exception {
        SplittableRandom random = Seeds.random("ExactSweepTest boxes " + kind, 12);
        List<EntryExitProblem> problems = new ArrayList<>();
        SearchBox[] boxes = {
            new SearchBox(0.0, 0.0, 0.0, 0.0), new SearchBox(-0.03, 0.03, 0.0, 0.0), new SearchBox(-20.0, 20.0, -20.0, 20.0), new SearchBox(0.001, 0.01, -0.02, -0.01)
        };
        for (int k = 0; k < 120; k++) {
            EntryExitProblem p = RandomProfits.problem(random, 1 + k % 17);
            double[][] legs = new double[p.legCount()][];
            for (int leg = 0; leg < legs.length; leg++) {
                legs[leg] = p.leg(leg);
            }
            problems.add(EntryExitProblem.builder()
                    .columns(p.close(), p.high(), p.low(), p.highForecast(), p.lowForecast(), legs)
                    .fee(p.feeFraction(), p.feeRule())
                    .closeAtEndOfDay(p.closeAtEndOfDay())
                    .box(boxes[k % boxes.length])
                    .build());
        }
        check(kind, problems);
    }

    @ParameterizedTest
    @EnumSource
    void leavesProblemsWhereVeryManyPairsTieToTheSolver(TestDevices kind) throws Exception {
        // Nothing is ever bought, nothing is ever lost: each of 80 x 80 pairs earns 0.
        int bars = 400;
        double[] zeros = new double[bars];
        double[] ups = new double[bars];
        double[] downs = new double[bars];
        double[] longs = new double[bars];
        for (int i = 0; i < bars; i++) {
            ups[i] = 0.01 + i * 1e-5;
            downs[i] = -0.01 - i * 1e-5;
            longs[i] = 1.0;
        }
        EntryExitProblem flat = EntryExitProblem.builder()
                .columns(downs, ups, downs, zeros, zeros, longs)
                .fee(0.0, FeeRule.PER_FILL)
                .build();
        try (GpuDevice device = kind.open();
                LanePool<ExactSweep> lanes = new LanePool<>(device, ExactSweep::new)) {
            Optional<NearPairs> found = lanes.slice(List.of(flat), ExactSweep::bytes, ExactSweep::sweep).getFirst();
            found.ifPresent(pairs -> assertThat(solver.solve(flat, pairs, never)).isEqualTo(solver.solve(flat)));
        }
    }

    /** Floats decide most problems of few bars, so that doubles have few to take over; what floats cannot hold is left to doubles. */
    @ParameterizedTest
    @EnumSource
    void floatsDecideMostAndDoublesTheRest(TestDevices kind) throws Exception {
        SplittableRandom random = Seeds.random("ExactSweepTest floats " + kind, 77);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            problems.add(RandomProfits.problem(random, 6));
        }
        for (int k = 0; k < 10; k++) {
            EntryExitProblem p = RandomProfits.problem(random, 6);
            double[] huge = p.close().clone();
            huge[3] = k % 2 == 0 ? 1e30 : 1e40; // floats hold the one and not the other
            double[][] legs = new double[p.legCount()][];
            for (int leg = 0; leg < legs.length; leg++) {
                legs[leg] = p.leg(leg);
            }
            problems.add(EntryExitProblem.builder()
                    .columns(huge, p.high(), p.low(), p.highForecast(), p.lowForecast(), legs)
                    .fee(p.feeFraction(), p.feeRule())
                    .build());
        }
        check(kind, problems, Precision.FLOAT);
        try (GpuDevice device = kind.open();
                LanePool<ExactSweep> lanes = new LanePool<>(device, (on, lane) -> new ExactSweep(on, lane, Precision.FLOAT))) {
            List<Optional<NearPairs>> found = lanes.slice(problems, ExactSweep::bytes, ExactSweep::sweep);
            assertThat(found.stream().flatMap(Optional::stream).filter(pairs -> pairs.tolerance() > 0).count()).isGreaterThan(150);
        }
    }

    /** Returns how many problems the device decided; the rest is left to the solver. */
    private int check(TestDevices kind, List<EntryExitProblem> problems) throws Exception {
        check(kind, problems, Precision.FLOAT);
        return check(kind, problems, Precision.DOUBLE);
    }

    private int check(TestDevices kind, List<EntryExitProblem> problems, Precision precision) throws Exception {
        int decided = 0;
        try (GpuDevice device = kind.open();
                LanePool<ExactSweep> lanes = new LanePool<>(device, (on, lane) -> new ExactSweep(on, lane, precision))) {
            List<Optional<NearPairs>> found = lanes.slice(problems, ExactSweep::bytes, ExactSweep::sweep);
            assertThat(found).hasSameSizeAs(problems);
            for (int q = 0; q < problems.size(); q++) {
                EntryExitProblem problem = problems.get(q);
                NearPairs pairs = found.get(q).orElse(null);
                if (pairs != null && pairs.highs().length <= EntryExitSolver.MOST_PAIRS) {
                    ExactSolution expected = solver.solve(problem);
                    ExactSolution actual = solver.solve(problem, pairs, never);
                    assertThat(actual.solution().point()).as("problem %s of %s bars", q, problem.bars()).isEqualTo(expected.solution().point());
                    assertThat(actual.solution().value()).isEqualTo(expected.solution().value());
                    assertThat(actual.solution().evaluations()).as("candidates of problem %s", q).isEqualTo(expected.solution().evaluations());
                    assertThat(actual.tradeableProfit()).isEqualTo(expected.tradeableProfit());
                    assertThat(actual.cell()).isEqualTo(expected.cell());
                    decided++;
                }
            }
        }
        return decided;
    }
}
