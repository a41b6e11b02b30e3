package dev.fastback.gpu;

import dev.fastback.engine.EngineException;
import dev.fastback.exact.DriftException;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.exact.NearPairs;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.FitBatch;
import dev.fastback.simulation.FitTask;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Solves exact searches of entry/exit problems on a device. The device sweeps; {@link EntryExitSolver} decides among the pairs that are near
 * the best, with the plain kernel, so that the result is that of every other engine. A sample of the searches is solved here as well: a device
 * that differs ends the run. Safe for use by many threads.
 */
final class DeviceFits implements FitBatch, AutoCloseable {
    /** One search of so many, by a fixed rule, is solved here too. */
    static final int CHECKED_OF = 64;

    private final GpuDevice device;
    private final boolean required;
    private final LanePool<ExactSweep> lanes;
    private final EntryExitSolver solver = new EntryExitSolver();
    private volatile boolean lost;

    DeviceFits(GpuDevice device, boolean required) {
        this.device = device;
        this.required = required;
        this.lanes = new LanePool<>(device, ExactSweep::new);
    }

    @Override
    public List<Optional<Solution>> solve(List<FitTask> tasks, StopSignal stop) {
        List<@Nullable EntryExitObjective> objectives = new ArrayList<>(tasks.size());
        List<EntryExitProblem> problems = new ArrayList<>();
        for (FitTask task : tasks) {
            EntryExitObjective objective = taken(task);
            objectives.add(objective);
            if (objective != null) {
                problems.addAll(objective.problems());
            }
        }
        List<Optional<NearPairs>> found = sweep(problems, stop);
        List<Optional<Solution>> solutions = new ArrayList<>(tasks.size());
        int next = 0;
        for (int k = 0; k < tasks.size(); k++) {
            EntryExitObjective objective = objectives.get(k);
            if (objective == null) {
                solutions.add(Optional.empty());
                continue;
            }
            int end = next + objective.problems().size();
            solutions.add(solution(tasks.get(k), objective, problems.subList(next, end), found.subList(next, end), stop));
            next = end;
        }
        return solutions;
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

    /** Returns the objective of a task that the device takes, null else. */
    private static @Nullable EntryExitObjective taken(FitTask task) {
        return task.search() instanceof ExactSearch
                        && !task.isShared()
                        && task.objective() instanceof EntryExitObjective objective
                        && objective.problem().bars() <= ExactSweep.MOST_BARS
                ? objective
                : null;
    }

    private ExactSolution solve(FitTask task, EntryExitProblem problem, @Nullable NearPairs near, StopSignal stop) {
        if (near == null || near.highs().length > EntryExitSolver.MOST_PAIRS) {
            return solver.solve(problem, stop);
        }
        try {
            ExactSolution solution = solver.solve(problem, near, stop);
            if (isChecked(task)) {
                ExactSolution here = solver.solve(problem, stop);
                if (!same(here, solution)) {
                    throw new DriftException("the best profit is " + solution.solution().value() + " on the device and " + here.solution().value() + " here");
                }
            }
            return solution;
        } catch (DriftException e) {
            throw new EngineException(
                    device.name() + " computes otherwise than this machine: " + task.strategy().name() + ", fold " + task.simulation().fold().index() + ": "
                            + e.getMessage() + "; run on --engine threads",
                    0);
        }
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
                found.addAll(lanes.slice(problems.subList(found.size(), problems.size()), ExactSweep::bytes, ExactSweep::sweep));
            }
        } catch (GpuException e) {
            if (required) {
                throw new EngineException("--require-gpu: " + device.name() + ": " + e.getMessage(), 0);
            }
            if (!lost) {
                lost = true;
                System.getLogger(DeviceFits.class.getName()).log(Level.WARNING, device.name() + ": " + e.getMessage() + "; continuing without it");
            }
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
    }
}
