package dev.fastback.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CellTest {
    private static final double STEP = 1e-12;

    @Test
    void keepsEveryBarsStateInsideAndChangesOneAtEachSide() {
        RandomProblems problems = RandomProblems.of("cells", 20250201);
        SplittableRandom random = problems.random();
        int sides = 0;
        for (int round = 0; round < 4000; round++) {
            EntryExitProblem problem = problems.next(random.nextInt(20));
            SearchBox box = problem.box();
            double x = box.highMin() + random.nextDouble() * (box.highMax() - box.highMin());
            double y = box.lowMin() + random.nextDouble() * (box.lowMax() - box.lowMin());
            Cell cell = Cell.at(problem, x, y);
            if (cell.width() < 1e-9 || cell.height() < 1e-9) {
                continue;
            }
            assertThat(x).isBetween(cell.highFrom(), cell.highTo());
            assertThat(y).isBetween(cell.lowFrom(), cell.lowTo());
            double inX = (cell.highFrom() + cell.highTo()) / 2;
            double inY = (cell.lowFrom() + cell.lowTo()) / 2;
            List<Integer> states = states(problem, inX, inY);
            for (double otherX : new double[] {cell.highFrom() + STEP, cell.highTo() - STEP}) {
                for (double otherY : new double[] {cell.lowFrom() + STEP, cell.lowTo() - STEP}) {
                    assertThat(states(problem, otherX, otherY)).as("round %d", round).isEqualTo(states);
                }
            }
            sides += changes(problem, states, cell.highFrom() - STEP, inY, cell.highFrom() > box.highMin());
            sides += changes(problem, states, cell.highTo() + STEP, inY, cell.highTo() < box.highMax());
            sides += changes(problem, states, inX, cell.lowFrom() - STEP, cell.lowFrom() > box.lowMin());
            sides += changes(problem, states, inX, cell.lowTo() + STEP, cell.lowTo() < box.lowMax());
        }
        assertThat(sides).isGreaterThan(1000);
    }

    @Test
    void agreesWithTheTradeableProfitOfTheBestPair() {
        RandomProblems problems = RandomProblems.of("tradeable", 20250202);
        int knives = 0;
        for (int round = 0; round < 4000; round++) {
            EntryExitProblem problem = problems.next(problems.random().nextInt(10));
            SearchBox box = problem.box();
            if (box.highMin() == box.highMax() || box.lowMin() == box.lowMax()) {
                continue;
            }
            ExactSolution exact = new EntryExitSolver().solve(problem);
            double best = bestOffEdges(problem);
            if (exact.cell().onThreshold()) {
                assertThat(exact.tradeableProfit()).as("round %d", round).isCloseTo(best, within(1e-7));
                assertThat(exact.tradeableProfit()).as("round %d", round).isGreaterThanOrEqualTo(best - 1e-12);
                knives++;
            } else {
                assertThat(exact.onThreshold()).isFalse();
                assertThat(best).as("round %d", round).isCloseTo(exact.solution().value(), within(1e-7));
            }
        }
        assertThat(knives).isGreaterThan(100);
    }

    @Test
    void seesAOnThresholdWhereOnlyTheHighItselfSavesTheFee() {
        // Below the day's high a fee is due, above it the target is missed and the close is bad.
        EntryExitProblem problem = problem(-0.5, 0.25, -0.5, 0.0, 0.0, FeeRule.ORIGINAL, 1.0);
        ExactSolution exact = new EntryExitSolver().solve(problem);
        assertThat(exact.solution().point()).containsExactly(0.25, -0.25);
        assertThat(exact.solution().value()).isEqualTo(0.5);
        assertThat(exact.onThreshold()).isTrue();
        assertThat(exact.cell()).isEqualTo(new Cell(true, 0.25, 0.25, -0.25, 0.0));
        assertThat(exact.cell().width()).isZero();
        assertThat(exact.cell().height()).isEqualTo(0.25);
        assertThat(exact.tradeableProfit()).isCloseTo(0.49, within(1e-15));
    }

    @Test
    void takesTheNeighbourCellOfAnEdgeThatCanBeApproached() {
        // Per fill the fee is due on both sides of the high: just below it the profit is the same.
        EntryExitProblem problem = problem(-0.5, 0.25, -0.5, 0.0, 0.0, FeeRule.PER_FILL, 1.0);
        ExactSolution exact = new EntryExitSolver().solve(problem);
        assertThat(exact.solution().point()).containsExactly(0.25, -0.25);
        assertThat(exact.onThreshold()).isFalse();
        assertThat(exact.tradeableProfit()).isEqualTo(exact.solution().value());
        assertThat(exact.cell().highFrom()).isEqualTo(0.0);
        assertThat(exact.cell().highTo()).isEqualTo(0.25);
    }

    @Test
    void doesNotCallAClampedLevelAnEdge() {
        // The high is 0, where every multiplier below 0 clamps the level.
        EntryExitProblem problem = problem(-0.5, 0.0, -0.5, 0.0, 0.0, FeeRule.ORIGINAL, 1.0);
        Cell cell = Cell.at(problem, -0.1, -0.1);
        assertThat(cell).isEqualTo(new Cell(false, -0.25, 0.0, -0.25, 0.0));
    }

    @Test
    void isTheBoxWhenNothingIsHeld() {
        EntryExitProblem problem = problem(0.0, 0.1, -0.1, 0.1, -0.1, FeeRule.PER_FILL, 0.0);
        assertThat(Cell.at(problem, 0.0, 0.0)).isEqualTo(new Cell(false, -0.25, 0.25, -0.25, 0.25));
    }

    @Test
    void refusesMultipliersThatAreNotFinite() {
        EntryExitProblem problem = problem(0.0, 0.1, -0.1, 0.1, -0.1, FeeRule.PER_FILL, 0.0);
        assertThatIllegalArgumentException().isThrownBy(() -> Cell.at(problem, Double.NaN, 0.0));
    }

    private static EntryExitProblem problem(
            double close, double high, double low, double highForecast, double lowForecast, FeeRule rule, double position) {
        return EntryExitProblem.builder()
                .moves(new double[] {close}, new double[] {high}, new double[] {low})
                .forecasts(new double[] {highForecast}, new double[] {lowForecast})
                .legs(new double[] {position})
                .fee(0.01, rule)
                .box(SearchBox.square(-0.25, 0.25))
                .build();
    }

    private static int changes(EntryExitProblem problem, List<Integer> states, double x, double y, boolean inside) {
        if (inside) {
            assertThat(states(problem, x, y)).isNotEqualTo(states);
        }
        return inside ? 1 : 0;
    }

    /** Of each bar with a position: where both levels are relative to the bar, and whether they are clamped. */
    private static List<Integer> states(EntryExitProblem problem, double x, double y) {
        List<Integer> states = new ArrayList<>();
        for (int i = 0; i < problem.bars(); i++) {
            boolean held = false;
            for (int leg = 0; leg < problem.legCount(); leg++) {
                held |= problem.leg(leg)[i] != 0.0;
            }
            if (held) {
                double h = ProfitKernel.highLevel(problem.highForecast()[i], x);
                double l = ProfitKernel.lowLevel(problem.lowForecast()[i], y);
                states.add(Double.compare(h, problem.high()[i]));
                states.add(Double.compare(l, problem.low()[i]));
                states.add(h == 0.0 ? -1 : h == 10.0 ? 1 : 0);
                states.add(l == -1.0 ? -1 : l == 0.0 ? 1 : 0);
            }
        }
        return states;
    }

    /** Returns the best over all threshold pairs, each approached from both sides but not touched. */
    private static double bestOffEdges(EntryExitProblem problem) {
        double[] highs = sides(problem.highForecast(), problem.high(), 0.0, 10.0, problem.box().highMin(), problem.box().highMax());
        double[] lows = sides(problem.lowForecast(), problem.low(), -1.0, 0.0, problem.box().lowMin(), problem.box().lowMax());
        return EntryExitSolverTest.best(problem, highs, lows);
    }

    private static double[] sides(double[] base, double[] value, double least, double most, double min, double max) {
        double offset = 1e-10;
        List<Double> points = new ArrayList<>(List.of(min + offset, max - offset));
        for (int i = 0; i < base.length; i++) {
            for (double at : new double[] {value[i] - base[i], least - base[i], most - base[i]}) {
                points.add(at - offset);
                points.add(at + offset);
            }
        }
        return points.stream()
                .mapToDouble(Double::doubleValue)
                .filter(x -> x >= min && x <= max)
                .toArray();
    }
}
