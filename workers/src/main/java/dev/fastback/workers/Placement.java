package dev.fastback.workers;

import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which simulations wait, and which are suspects. The simulations that a worker held when it exited are suspects: each is run again alone,
 * so that from then on only its own worker is at risk. It fails when two workers that held it failed by themselves, or when it was the only
 * one in three workers that exited for any reason: a kill from outside says little about the simulation under way.
 */
final class Placement {
    private static final int FAILURE_LIMIT = 2;
    private static final int EXITS_ALONE_LIMIT = 3;
    private static final int MAX_DETAILS = 1 << 16;

    private final Study study;
    private final int[] indices;
    private final Deque<Integer> returned = new ArrayDeque<>();
    private final Deque<Integer> suspects = new ArrayDeque<>();
    private final Map<Integer, History> histories = new HashMap<>();
    private int next;
    private int unfinished;

    Placement(Study study, int[] indices) {
        this.study = study;
        this.indices = indices;
        this.unfinished = indices.length;
    }

    int unfinished() {
        return unfinished;
    }

    /** Returns how many wait for a worker. */
    int waiting() {
        return indices.length - next + returned.size() + suspects.size();
    }

    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    /** Takes the next suspect. */
    int[] takeSuspect() {
        return new int[] {suspects.remove()};
    }

    /** Takes up to {@code size} simulations that are not suspects, and those that share parameters with the last one. */
    int[] take(int size) {
        List<Integer> batch = new ArrayList<>();
        while (batch.size() < size && !returned.isEmpty()) {
            batch.add(returned.remove());
        }
        while (next < indices.length
                && (batch.size() < size || (next > 0 && study.shareParameters(indices[next - 1], indices[next])))) {
            batch.add(indices[next++]);
        }
        return batch.stream().mapToInt(Integer::intValue).toArray();
    }

    void finished(int index) {
        histories.remove(index);
        unfinished--;
    }

    /** Takes back simulations that were not started. */
    void giveBack(Collection<Integer> notStarted) {
        returned.addAll(notStarted);
    }

    /**
     * Records that a worker exited while it held a simulation, and returns the failure if the simulation is not to be run again.
     *
     * @param alone whether the worker held no other
     */
    Optional<Failed> recordExit(int index, WorkerExit exit, boolean alone) {
        History history = histories.computeIfAbsent(index, i -> new History());
        history.exits.add(exit);
        history.failures += exit.kind() == WorkerExit.Kind.FAILURE ? 1 : 0;
        history.alone += alone ? 1 : 0;
        if (history.failures < FAILURE_LIMIT && history.alone < EXITS_ALONE_LIMIT) {
            suspects.add(index);
            return Optional.empty();
        }
        finished(index);
        Simulation simulation = study.simulation(index);
        // Without a count: how often it ran together with others is chance, and equal failures have equal reasons.
        String reason = "ended its workers, the last: " + exit.reason();
        return Optional.of(new Failed(simulation, reason, details(simulation, history.exits)));
    }

    private String details(Simulation simulation, List<WorkerExit> all) {
        Fold fold = simulation.fold();
        StringBuilder text = new StringBuilder();
        text.append("simulation ").append(simulation.index());
        text.append(": symbol ").append(study.symbols().get(simulation.symbol()).name());
        text.append(", fold ").append(fold.index());
        text.append(", fitted on bars ").append(fold.fitFrom()).append(" to ").append(fold.fitTo() - 1);
        text.append(", ").append(fold.testBars()).append(" test bars");
        text.append(", search ").append(study.search().name());
        text.append(", strategies ")
                .append(study.strategies().stream().map(TunableStrategy::name).collect(Collectors.joining(",")))
                .append('\n');
        for (int i = 0; i < all.size(); i++) {
            text.append("worker ").append(i + 1).append(": ").append(all.get(i).reason()).append('\n');
            text.append(all.get(i).details().indent(4));
        }
        return text.length() <= MAX_DETAILS ? text.toString() : text.substring(0, MAX_DETAILS);
    }

    /** How the workers exited that held a simulation. */
    private static final class History {
        final List<WorkerExit> exits = new ArrayList<>();
        int failures;
        int alone;
    }
}
