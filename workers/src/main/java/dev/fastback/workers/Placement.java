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
 * Which simulations wait, and which are under suspicion. What a worker held when it ended are suspects: each is run again alone, so that
 * from then on it takes no other with it, and is judged by its own end only. It is given up when two workers failed by themselves over
 * it, or when it was alone in three that ended for whatever reason: a kill from outside says little about what happened to run.
 */
final class Placement {
    private static final int OWN_LIMIT = 2;
    private static final int TRIES_ALONE = 3;
    private static final int MAX_DETAILS = 1 << 16;

    private final Study study;
    private final int[] indices;
    private final Deque<Integer> returned = new ArrayDeque<>();
    private final Deque<Integer> suspects = new ArrayDeque<>();
    private final Map<Integer, Suspicion> suspicions = new HashMap<>();
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

    /** Takes up to {@code size} simulations that are no suspects, and those that share parameters with the last. */
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
        suspicions.remove(index);
        unfinished--;
    }

    /** Takes back simulations that were not begun. */
    void giveBack(Collection<Integer> notBegun) {
        returned.addAll(notBegun);
    }

    /**
     * Notes that a worker ended while it held a simulation, and returns the failure if the simulation is now given up.
     *
     * @param alone whether the worker held no other
     */
    Optional<Failed> blame(int index, Ending ending, boolean alone) {
        Suspicion suspicion = suspicions.computeIfAbsent(index, i -> new Suspicion());
        suspicion.endings.add(ending);
        suspicion.own += ending.kind() == Ending.Kind.OWN ? 1 : 0;
        suspicion.alone += alone ? 1 : 0;
        if (suspicion.own < OWN_LIMIT && suspicion.alone < TRIES_ALONE) {
            suspects.add(index);
            return Optional.empty();
        }
        finished(index);
        Simulation simulation = study.simulation(index);
        // No number here: how often it ran in company depends on chance, and equal failures have equal reasons.
        String why = "ended its workers, the last: " + ending.why();
        return Optional.of(new Failed(simulation, why, details(simulation, suspicion.endings)));
    }

    private String details(Simulation simulation, List<Ending> all) {
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
            text.append("worker ").append(i + 1).append(": ").append(all.get(i).why()).append('\n');
            text.append(all.get(i).details().indent(4));
        }
        return text.length() <= MAX_DETAILS ? text.toString() : text.substring(0, MAX_DETAILS);
    }

    /** How the workers ended that held a simulation. */
    private static final class Suspicion {
        final List<Ending> endings = new ArrayList<>();
        int own;
        int alone;
    }
}
