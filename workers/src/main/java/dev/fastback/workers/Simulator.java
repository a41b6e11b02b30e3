package dev.fastback.workers;

import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;

/** How a worker runs a simulation; tests inject faults here. */
@FunctionalInterface
interface Simulator {
    SimulationResult run(PreparedStudy study, int index);
}
