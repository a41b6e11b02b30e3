package dev.fastback.gpu;

import dev.fastback.engine.EngineException;
import dev.fastback.engine.Precision;
import dev.fastback.exact.DriftException;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.exact.NearPairs;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuException;
import dev.fastback.gpu.driver.LanePool;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.result.Fit;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.FitBatch;
import dev.fastback.simulation.FitTask;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Solves searches of entry/exit problems on a device. Exact ones it sweeps; {@link EntryExitSolver} decides among the pairs that are near the
 * best, with the plain kernel. The candidates of those that ask for points it evaluates, many searches in {@link LockStep}. So the result is that
 * of every other engine. A sample of it is computed here as well: a device that differs ends the run. Safe for use by many threads.
 */
final class DeviceFits implements FitBatch, AutoCloseable {
    /** One search of so many, by a fixed rule, is solved here too. */
    static final int CHECKED_OF = 64;

    /** Tells a notice as a warning. */
    static final Consumer<String> LOG = text -> System.getLogger(DeviceFits.class.getName()).log(Level.WARNING, text);

    /** Candidates times bars below which a round of searches in lock step is done here before a device would have begun: some 50 microseconds. */
    static final long LEAST_WORK = 1 << 15;

    /** Searches in lock step at a time: enough for a device, and few enough for what each of them remembers. */
    private static final int MOST_SEARCHES = 1024;

    /** Room on the device for the columns of searches in lock step, and the part of the free memory that it may be at most. */
    private static final long KEPT_BYTES = 256L << 20;

    private static final int KEPT_OF_FREE = 16;

    private final GpuDevice device;
    private final boolean required;
    private final long leastWork;
    private final @Nullable Pace pace;
    private final Consumer<String> notice;
    private final LanePool<ExactSweep> lanes;
    private final LanePool<PairProfits> pairs;
    private final AtomicInteger rounds = new AtomicInteger();
    private final EntryExitSolver solver = new EntryExitSolver();
    /** Whether the processors go on alone: the device is lost, or slower. */
    private volatile boolean lost;

    /**
     * Makes what solves on a device.
     *
     * @param precision of its exact sweeps
     * @param required whether a device that fails ends the run
     * @param leastWork candidates times bars that are sent at least; fewer are evaluated here
     * @param pace what is measured, and lets the processors search where they are quicker; null where the device was asked for by name
     * @param notice is told once, in a line, why the processors go on alone
     */
    DeviceFits(GpuDevice device, Precision precision, boolean required, long leastWork, @Nullable Pace pace, Consumer<String> notice) {
        this.notice = notice;
        this.device = device;
        this.required = required;
        this.leastWork = leastWork;
        this.pace = pace;
        this.lanes = new LanePool<>(device, (on, lane) -> new ExactSweep(on, lane, precision));
        this.pairs = new LanePool<>(device, PairProfits::new);
    }

    /** Returns whether the processors go on alone. */
    boolean isLost() {
        return lost;
    }

    @Override
    public List<Optional<Found>> solve(List<FitTask> tasks, StopSignal stop) {
        List<Optional<Found>> found = new ArrayList<>(Collections.nCopies(tasks.size(), Optional.empty()));
        solveExactly(tasks, found, stop);
        searchInLockStep(tasks, found, stop);
        return found;
    }

    private void solveExactly(List<FitTask> tasks, List<Optional<Found>> found, StopSignal stop) {
        List<EntryExitProblem> problems = new ArrayList<>();
        for (FitTask task : tasks) {
            EntryExitObjective objective = solvedExactly(task);
            if (objective != null) {
                problems.addAll(objective.problems());
            }
        }
        List<Optional<NearPairs>> near = sweep(problems, stop);
        int next = 0;
        for (int k = 0; k < tasks.size(); k++) {
            FitTask task = tasks.get(k);
            EntryExitObjective objective = solvedExactly(task);
            if (objective != null) {
                int end = next + objective.problems().size();
                found.set(
                        k,
                        solution(task, objective, problems.subList(next, end), near.subList(next, end), stop)
                                .map(solution -> nanos -> task.fit(solution, nanos)));
                next = end;
            }
        }
    }

    /**
     * Runs the searches that ask for points, so many at a time. Of those that share parameters one runs first and finds what all of them share, so
     * that the others find it known.
     */
    private void searchInLockStep(List<FitTask> tasks, List<Optional<Found>> found, StopSignal stop) {
        List<Integer> first = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        Set<Object> groups = new HashSet<>();
        for (int k = 0; k < tasks.size(); k++) {
            FitTask task = tasks.get(k);
            if (runsInLockStep(task)) {
                boolean known = task.sharedWith().map(group -> !groups.add(group)).orElse(false);
                (known ? others : first).add(k);
            }
        }
        for (List<Integer> phase : List.of(first, others)) {
            for (int from = 0; from < phase.size() && !lost; from += MOST_SEARCHES) {
                stop.check();
                List<Integer> together = phase.subList(from, Math.min(phase.size(), from + MOST_SEARCHES));
                List<Supplier<Fit>> searches = new ArrayList<>(together.size());
                together.forEach(k -> searches.add(tasks.get(k)::solve));
                List<LockStep.Outcome<Fit>> outcomes = LockStep.run(searches, requests -> answers(requests, stop));
                for (int k = 0; k < outcomes.size(); k++) {
                    LockStep.Outcome<Fit> outcome = outcomes.get(k);
                    if (outcome.thrown() instanceof DriftException e) {
                        throw drift(where(tasks.get(together.get(k))), String.valueOf(e.getMessage()));
                    }
                    found.set(together.get(k), Optional.of(nanos -> outcome.get().took(nanos)));
                }
            }
        }
    }

    /** Answers a round: has exact maxima swept and candidates evaluated. */
    private List<double[]> answers(List<LockStep.Request> requests, StopSignal stop) {
        List<LockStep.Request> exact = requests.stream().filter(LockStep.Request::isExact).toList();
        List<Optional<NearPairs>> near = sweep(exact.stream().map(LockStep.Request::problem).toList(), stop);
        int round = exact.isEmpty() ? 0 : rounds.getAndIncrement();
        for (int k = 0; k < exact.size(); k++) {
            exact.get(k).found(near.get(k));
            if (near.get(k).isPresent() && Math.floorMod(31 * round * 0x9E3779B9 + k, CHECKED_OF) == 0) {
                check(exact.get(k).problem(), near.get(k).get(), stop);
            }
        }
        List<LockStep.Request> asking = requests.stream().filter(request -> !request.isExact()).toList();
        Iterator<double[]> profits = profits(asking).iterator();
        return requests.stream().map(request -> request.isExact() ? new double[0] : profits.next()).toList();
    }

    private void check(EntryExitProblem problem, NearPairs near, StopSignal stop) {
        if (near.highs().length <= EntryExitSolver.MOST_PAIRS) {
            try {
                ExactSolution there = solver.solve(problem, near, stop);
                ExactSolution here = solver.solve(problem, stop);
                if (!same(here, there)) {
                    throw new DriftException(
                            "the best profit is " + there.solution().value() + " on the device and " + here.solution().value() + " here");
                }
            } catch (DriftException e) {
                throw drift("parameters shared by simulations", String.valueOf(e.getMessage()));
            }
        }
    }

    /** Evaluates a round of candidates: on the device, or here when it has been lost. */
    private List<double[]> profits(List<LockStep.Request> requests) {
        List<double[]> profits = new ArrayList<>(requests.size());
        try {
            while (profits.size() < requests.size() && !lost && work(requests) >= leastWork) {
                profits.addAll(pairs.slice(requests.subList(profits.size(), requests.size()), DeviceFits::bytes, this::profits));
            }
        } catch (GpuException e) {
            lose(e);
        }
        for (LockStep.Request request : requests.subList(profits.size(), requests.size())) {
            double[] here = new double[request.highs().length];
            ScalarEvaluator.INSTANCE.evaluate(request.problem(), request.highs(), request.lows(), 0, here.length, here);
            profits.add(here);
        }
        return profits;
    }

    private static long work(List<LockStep.Request> requests) {
        return requests.stream().mapToLong(request -> (long) request.highs().length * request.problem().bars()).sum();
    }

    private static long bytes(List<LockStep.Request> requests, GpuDevice device) {
        return PairProfits.bytes(requests.stream().map(LockStep.Request::problem).toList(), columns(requests, LockStep.Request::highs), 0);
    }

    private List<double[]> profits(PairProfits lane, List<LockStep.Request> requests) {
        double[][] highs = columns(requests, LockStep.Request::highs);
        double[][] lows = columns(requests, LockStep.Request::lows);
        double[][] profits = lane.keeping(Math.min(KEPT_BYTES, device.freeBytes() / KEPT_OF_FREE))
                .profits(requests.stream().map(LockStep.Request::problem).toList(), highs, lows);
        int round = rounds.getAndIncrement();
        for (int k = Math.floorMod(round * 0x9E3779B9, CHECKED_OF); k < requests.size(); k += CHECKED_OF) {
            double here = ProfitKernel.profit(requests.get(k).problem(), highs[k][0], lows[k][0]);
            if (Double.doubleToRawLongBits(here) != Double.doubleToRawLongBits(profits[k][0])) {
                throw drift("multipliers " + highs[k][0] + " and " + lows[k][0], "they earn " + profits[k][0] + " on the device and " + here + " here");
            }
        }
        return List.of(profits);
    }

    private static double[][] columns(List<LockStep.Request> requests, Function<LockStep.Request, double[]> column) {
        return requests.stream().map(column).toArray(double[][]::new);
    }

    private EngineException drift(String where, String how) {
        return new EngineException(device.name() + " computes otherwise than this machine: " + where + ": " + how + "; run on --engine threads", 0);
    }

    private List<Optional<NearPairs>> sweep(ExactSweep lane, List<EntryExitProblem> problems) {
        long start = System.nanoTime();
        List<Optional<NearPairs>> found = lane.sweep(problems);
        if (pace != null) {
            pace.onDevice(problems.size(), System.nanoTime() - start);
            pace.reasonForThreads().ifPresent(this::goOnWithout);
        }
        return found;
    }

    private void lose(GpuException e) {
        if (required) {
            throw new EngineException("--require-gpu: " + device.name() + ": " + e.getMessage(), 0);
        }
        goOnWithout(String.valueOf(e.getMessage()));
    }

    private synchronized void goOnWithout(String reason) {
        if (!lost) {
            lost = true;
            notice.accept(device.name() + ": " + reason + "; continuing without it");
        }
    }

    /** Returns what is best of the problems of one task; empty where the solver refuses them, so that the task fails by itself. */
    private Optional<Solution> solution(
            FitTask task, EntryExitObjective objective, List<EntryExitProblem> problems, List<Optional<NearPairs>> found, StopSignal stop) {
        List<ExactSolution> solved = new ArrayList<>(problems.size());
        try {
            for (int i = 0; i < problems.size(); i++) {
                solved.add(solve(task, problems.get(i), found.get(i).orElse(null), stop));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(objective.maximum(solved));
    }

    /** Returns the objective of a task whose exact search the device takes, null else. */
    private static @Nullable EntryExitObjective solvedExactly(FitTask task) {
        return task.search() instanceof ExactSearch
                        && !task.isShared()
                        && task.objective() instanceof EntryExitObjective objective
                        && objective.problem().bars() <= ExactSweep.MOST_BARS
                ? objective
                : null;
    }

    /** Returns whether a search asks for points, or for the exact maximum of several simulations together. */
    private static boolean runsInLockStep(FitTask task) {
        return task.objective() instanceof EntryExitObjective && (!(task.search() instanceof ExactSearch) || task.isShared());
    }

    private ExactSolution solve(FitTask task, EntryExitProblem problem, @Nullable NearPairs near, StopSignal stop) {
        if (near == null || near.highs().length > EntryExitSolver.MOST_PAIRS) {
            return solver.solve(problem, stop);
        }
        try {
            ExactSolution solution = solver.solve(problem, near, stop);
            if (isChecked(task)) {
                long start = System.nanoTime();
                ExactSolution here = solver.solve(problem, stop);
                if (pace != null) {
                    pace.onThread(System.nanoTime() - start);
                }
                if (!same(here, solution)) {
                    throw new DriftException("the best profit is " + solution.solution().value() + " on the device and " + here.solution().value() + " here");
                }
            }
            return solution;
        } catch (DriftException e) {
            throw drift(where(task), String.valueOf(e.getMessage()));
        }
    }

    private static String where(FitTask task) {
        return task.strategy().name() + ", fold " + task.simulation().fold().index();
    }

    private static boolean same(ExactSolution a, ExactSolution b) {
        return a.solution().value() == b.solution().value()
                && a.solution().point()[0] == b.solution().point()[0]
                && a.solution().point()[1] == b.solution().point()[1]
                && a.solution().evaluations() == b.solution().evaluations();
    }

    private static boolean isChecked(FitTask task) {
        int number = 31 * (31 * task.simulation().symbol() + task.simulation().fold().index()) + task.strategyIndex();
        return Math.floorMod(number * 0x9E3779B9, CHECKED_OF) == 0;
    }

    private List<Optional<NearPairs>> sweep(List<EntryExitProblem> problems, StopSignal stop) {
        List<Optional<NearPairs>> found = new ArrayList<>(problems.size());
        try {
            while (found.size() < problems.size() && !lost) {
                stop.check();
                found.addAll(lanes.slice(problems.subList(found.size(), problems.size()), ExactSweep::bytes, this::sweep));
            }
        } catch (GpuException e) {
            lose(e);
        }
        while (found.size() < problems.size()) {
            found.add(Optional.empty());
        }
        return found;
    }

    /** Frees the device's memory. */
    @Override
    public void close() {
        lanes.close();
        pairs.close();
    }
}
