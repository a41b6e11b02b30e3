package dev.fastback.workers;

import dev.fastback.run.PreparedStudy;
import dev.fastback.run.SimulationResult;

/** What a worker does with an index; tests put faults here. */
@FunctionalInterface
interface Simulator {
    SimulationResult run(PreparedStudy study, int index);
}
