package dev.fastback.gpu;

import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.exact.NearPairs;
import dev.fastback.gpu.driver.FoundDevices;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuException;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Many entry/exit problems on a device in one call: solved exactly, or evaluated at given pairs. What the device cannot take is computed here; the
 * results are the same. Safe for use by many threads.
 */
public final class GpuBatch implements AutoCloseable {
    private final GpuDevice device;
    private final LanePool<ExactSweep> sweeps;
    private final LanePool<PairProfits> profits;
    private final EntryExitSolver solver = new EntryExitSolver();

    private GpuBatch(GpuDevice device) {
        this.device = device;
        this.sweeps = new LanePool<>(device, ExactSweep::new);
        this.profits = new LanePool<>(device, PairProfits::new);
    }

    /**
     * The best of a problem.
     *
     * @param high high multiplier, a fraction
     * @param low low multiplier, a fraction
     * @param closeAtEndOfDay the end-of-day mode; false where both earn the same
     * @param profit the profit kernel's value there, a fraction
     */
    public record Optimum(double high, double low, boolean closeAtEndOfDay, double profit) {}

    /**
     * The best of given pairs.
     *
     * @param index position of the pair, the lowest of equal ones; -1 if there were none
     * @param profit its profit; negative infinity if there were none
     */
    public record BestPair(int index, double profit) {}

    /**
     * Opens a device.
     *
     * @param asked a number of the list, a part of a name, {@code auto} or null, as {@code --device} takes it
     * @throws IllegalStateException if there is none; the message says why
     * @throws IllegalArgumentException if a number or name is that of no device
     */
    public static GpuBatch open(@Nullable String asked) {
        FoundDevices found = FoundDevices.look();
        Choice choice = found.listing().choose(asked);
        if (choice.index().isEmpty()) {
            throw new IllegalStateException(choice.reason());
        }
        try {
            return on(found.open(choice.index().getAsInt()));
        } catch (GpuException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static GpuBatch on(GpuDevice device) {
        return new GpuBatch(device);
    }

    /** Returns the name of the device. */
    public String device() {
        return device.name();
    }

    /**
     * Finds the best pair and end-of-day mode of many simulations. All lists have an entry per simulation, and their arrays one per bar of it.
     *
     * @param closes close moves
     * @param highs high moves
     * @param lows low moves
     * @param highForecasts predicted high moves
     * @param lowForecasts predicted low moves
     * @param positions positions, -10 to 10
     * @param feeFraction fee of a fill, a fraction, charged per fill
     * @param batchSize simulations that go to the device together, positive
     * @throws IllegalArgumentException if lists or arrays do not fit each other
     */
    public List<Optimum> optimize(
            List<double[]> closes,
            List<double[]> highs,
            List<double[]> lows,
            List<double[]> highForecasts,
            List<double[]> lowForecasts,
            List<double[]> positions,
            double feeFraction,
            int batchSize) {
        int simulations = closes.size();
        for (List<double[]> list : List.of(highs, lows, highForecasts, lowForecasts, positions)) {
            if (list.size() != simulations) {
                throw new IllegalArgumentException("lists must have " + simulations + " simulations like closes: " + list.size());
            }
        }
        List<EntryExitProblem> problems = new ArrayList<>(simulations);
        for (int i = 0; i < simulations; i++) {
            problems.add(EntryExitProblem.builder()
                    .moves(closes.get(i), highs.get(i), lows.get(i))
                    .forecasts(highForecasts.get(i), lowForecasts.get(i))
                    .legs(positions.get(i))
                    .fee(feeFraction, FeeRule.PER_FILL)
                    .build());
        }
        return optimize(problems, batchSize);
    }

    /**
     * Finds the best pair and end-of-day mode of many problems, whatever their own mode is.
     *
     * @param batchSize problems that go to the device together, positive
     */
    public List<Optimum> optimize(List<EntryExitProblem> problems, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be positive: " + batchSize);
        }
        List<Optimum> best = new ArrayList<>(problems.size());
        for (int from = 0; from < problems.size(); from += batchSize) {
            List<EntryExitProblem> both = new ArrayList<>(2 * batchSize);
            for (EntryExitProblem problem : problems.subList(from, Math.min(problems.size(), from + batchSize))) {
                both.add(problem.withCloseAtEndOfDay(false));
                both.add(problem.withCloseAtEndOfDay(true));
            }
            List<ExactSolution> solved = solve(both);
            for (int k = 0; k < solved.size(); k += 2) {
                boolean closes = solved.get(k + 1).solution().value() > solved.get(k).solution().value();
                ExactSolution chosen = solved.get(closes ? k + 1 : k);
                best.add(new Optimum(chosen.solution().point()[0], chosen.solution().point()[1], closes, chosen.solution().value()));
            }
        }
        return best;
    }

    /** Solves problems in their own end-of-day modes, with what surrounds each optimum. */
    public List<ExactSolution> solve(List<EntryExitProblem> problems) {
        StopSignal never = new StopSignal();
        List<ExactSolution> solved = new ArrayList<>(problems.size());
        while (solved.size() < problems.size()) {
            List<EntryExitProblem> rest = problems.subList(solved.size(), problems.size());
            int taken = 0;
            while (taken < rest.size() && rest.get(taken).bars() <= ExactSweep.MOST_BARS) {
                taken++;
            }
            if (taken == 0) {
                solved.add(solver.solve(rest.getFirst()));
                continue;
            }
            List<Optional<NearPairs>> found = sweeps.slice(rest.subList(0, taken), ExactSweep::bytes, ExactSweep::sweep);
            for (int k = 0; k < found.size(); k++) {
                NearPairs pairs = found.get(k).orElse(null);
                EntryExitProblem problem = rest.get(k);
                solved.add(
                        pairs == null || pairs.highs().length > EntryExitSolver.MOST_PAIRS ? solver.solve(problem) : solver.solve(problem, pairs, never));
            }
        }
        return solved;
    }

    /**
     * Returns the profits of pairs of multipliers, with the bits of the plain kernel.
     *
     * @param highs high multipliers: one array for all problems, or one per problem
     * @param lows low multipliers, likewise
     * @return an array per problem, in the order of its pairs
     * @throws IllegalArgumentException if there are not as many highs as lows
     */
    public double[][] profits(List<EntryExitProblem> problems, double[][] highs, double[][] lows) {
        return inSlices(problems, highs, lows, PairProfits::profits).toArray(double[][]::new);
    }

    /** Returns the best of pairs of multipliers, which are given as {@link #profits} takes them. */
    public List<BestPair> best(List<EntryExitProblem> problems, double[][] highs, double[][] lows) {
        return inSlices(problems, highs, lows, PairProfits::best);
    }

    /** What is computed of problems and their pairs: an entry per problem. */
    @FunctionalInterface
    private interface OfPairs<R> {
        R[] of(PairProfits pairs, List<EntryExitProblem> problems, double[][] highs, double[][] lows);
    }

    private <R> List<R> inSlices(List<EntryExitProblem> problems, double[][] highs, double[][] lows, OfPairs<R> work) {
        List<R> all = new ArrayList<>(problems.size());
        while (all.size() < problems.size()) {
            int from = all.size();
            all.addAll(profits.slice(
                    problems.subList(from, problems.size()),
                    (parts, d) -> PairProfits.bytes(parts, highs, from),
                    (pairs, parts) -> List.of(work.of(pairs, parts, part(highs, from, parts.size()), part(lows, from, parts.size())))));
        }
        return all;
    }

    private static double[][] part(double[][] pairs, int from, int count) {
        if (pairs.length == 1) {
            return pairs;
        }
        double[][] part = new double[count][];
        System.arraycopy(pairs, from, part, 0, count);
        return part;
    }

    @Override
    public void close() {
        sweeps.close();
        profits.close();
        device.close();
    }
}
