package dev.fastback.workers;

import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;

/** What a worker does with an index; tests put faults here. */
@FunctionalInterface
interface Simulator {
    SimulationResult run(PreparedStudy study, int index);
}
