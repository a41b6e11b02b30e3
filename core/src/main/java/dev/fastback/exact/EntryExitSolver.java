package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;

/**
 * Finds the global maximum of an entry/exit problem over its box, with proof and without a budget.
 *
 * <p>The profit is piecewise linear in the two multipliers, and between the points where a level passes a bar's high or low it
 * does not fall with the high multiplier and does not rise with the low one. So the maximum is at one of at most
 * {@code (2 n + 1)^2} pairs ({@link Candidates}), which one sweep over the low multiplier values in {@code O(n^2)} contiguous
 * steps and {@code O(n)} memory ({@link Sweep}). Comparisons are the profit kernel's own, in doubles: points on which a
 * level equals a bar's high or low to the last bit are candidates like others.
 *
 * <p>The result is a function of the problem alone. Pairs within 1e-12 of the sweep's best are evaluated by
 * {@link ProfitKernel}, and the highest value wins; where the profit is constant around the winner
 * along an axis, the point of that plateau closest to 0 is taken; then the smaller {@code high^2 + low^2}, the smaller high
 * and the smaller low multiplier win ({@link NearBest} says what happens when very many pairs tie). With no position on any
 * bar the whole box is one plateau of profit 0.
 *
 * <p>Instances have no state. They are safe for use by many threads; each thread keeps the memory of its largest problem.
 */
public final class EntryExitSolver {
    /** The most pairs found elsewhere that can be decided among. */
    public static final int MOST_PAIRS = NearBest.LIMIT;

    private static final StopSignal NEVER = new StopSignal();

    /** Makes a solver; it has no settings. */
    public EntryExitSolver() {}

    /** Finds the best pair and looks at its surroundings, unless stopped: see the other method of this name. */
    public ExactSolution solve(EntryExitProblem problem) {
        return solve(problem, NEVER);
    }

    /**
     * Finds the best pair and looks at its surroundings.
     *
     * @throws IllegalArgumentException if profits are too large for doubles
     * @throws StoppedException if told to stop meanwhile
     */
    public ExactSolution solve(EntryExitProblem problem, StopSignal stop) {
        Workspace space = Workspace.ofThread();
        return surrounded(problem, space, find(problem, space, stop), stop);
    }

    private static ExactSolution surrounded(EntryExitProblem problem, Workspace space, Solution solution, StopSignal stop) {
        Cell cell = Cell.at(problem, space, solution.point()[0], solution.point()[1]);
        // Where a whole side of the box is an edge, what lies beside it may earn more, but is not in the box.
        double tradeable =
                cell.onThreshold() ? Math.min(bestOffEdges(problem, space, stop), solution.value()) : solution.value();
        return new ExactSolution(solution, tradeable, cell);
    }

    /**
     * Decides among pairs that were found elsewhere, and looks at the surroundings of the best: the same solution as of the problem alone.
     *
     * @throws IllegalArgumentException if there are more than {@value #MOST_PAIRS} pairs, or profits are too large for doubles
     * @throws DriftException if the sweep's best value is not what the profit kernel says
     * @throws StoppedException if told to stop meanwhile
     */
    public ExactSolution solve(EntryExitProblem problem, NearPairs pairs, StopSignal stop) {
        Workspace space = Workspace.ofThread();
        return surrounded(problem, space, decided(problem, space, pairs, stop), stop);
    }

    /** Decides among pairs that were found elsewhere, and nothing more; fails as {@link #solve(EntryExitProblem, NearPairs, StopSignal)}. */
    static Solution best(EntryExitProblem problem, NearPairs pairs, StopSignal stop) {
        return decided(problem, Workspace.ofThread(), pairs, stop);
    }

    private static Solution decided(EntryExitProblem problem, Workspace space, NearPairs pairs, StopSignal stop) {
        if (pairs.highs().length > MOST_PAIRS) {
            throw new IllegalArgumentException("at most " + MOST_PAIRS + " pairs can be decided among: " + pairs.highs().length);
        }
        load(problem, space);
        NearBest near = space.near();
        near.take(pairs, problem.box(), space.bars().rounding);
        near.decide(problem, space.bars(), stop);
        if (!(Math.abs(near.bestProfit() - pairs.best()) <= near.slack() + pairs.tolerance())) {
            throw new DriftException("the best profit is " + pairs.best() + " by the sweep and " + near.bestProfit() + " by the profit kernel at high "
                    + near.bestHigh() + ", low " + near.bestLow());
        }
        return solution(near, pairs.candidates());
    }

    /**
     * Returns the best profit alone, the measure of what other searches find.
     *
     * @throws IllegalArgumentException if profits are too large for doubles
     */
    public double bestProfit(EntryExitProblem problem) {
        Workspace space = Workspace.ofThread();
        locate(problem, space, NEVER);
        return space.near().bestProfit();
    }

    /** Finds the best pair alone. */
    static Solution best(EntryExitProblem problem, StopSignal stop) {
        return find(problem, Workspace.ofThread(), stop);
    }

    private static Solution find(EntryExitProblem problem, Workspace space, StopSignal stop) {
        locate(problem, space, stop);
        Candidates candidates = space.candidates();
        return solution(space.near(), (long) candidates.highCount * candidates.lowCount);
    }

    private static Solution solution(NearBest near, long pairs) {
        return new Solution(
                new double[] {near.bestHigh(), near.bestLow()}, near.bestProfit(), pairs + 1, 1, 0, StopReason.EXACT);
    }

    private static void load(EntryExitProblem problem, Workspace space) {
        space.bars().load(problem);
        if (!Double.isFinite(space.bars().rounding) || !Double.isFinite(space.bars().fees)) {
            throw new IllegalArgumentException("moves, positions or fee are too large: profits would not be finite");
        }
    }

    private static void locate(EntryExitProblem problem, Workspace space, StopSignal stop) {
        load(problem, space);
        stop.check();
        space.candidates().find(space.bars(), problem.box());
        stop.check();
        space.near().start(space.candidates(), problem.box(), space.bars().rounding);
        space.sweep().run(space.bars(), space.candidates(), space.near(), stop);
        space.near().decide(problem, space.bars(), stop);
    }

    // The edges have been found with the winner's cell.
    private static double bestOffEdges(EntryExitProblem problem, Workspace space, StopSignal stop) {
        space.candidates().findOffEdges(space.bars(), problem.box(), space.highEdges(), space.lowEdges());
        space.near().start(space.candidates(), problem.box(), space.bars().rounding);
        space.sweep().run(space.bars(), space.candidates(), space.near(), stop);
        space.near().decideAsTheyAre(problem, stop);
        return space.near().bestProfit();
    }
}
