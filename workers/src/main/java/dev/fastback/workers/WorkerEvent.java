package dev.fastback.workers;

import dev.fastback.run.SimulationResult;

/** What a worker process tells the supervisor. */
sealed interface WorkerEvent {
    /** Returns whom it is about. */
    WorkerProcess worker();

    /** It has read the study. */
    record Ready(WorkerProcess worker) implements WorkerEvent {}

    /** It has finished a simulation. */
    record Finished(WorkerProcess worker, SimulationResult result) implements WorkerEvent {}

    /** It is gone; nothing comes after this. */
    record Ended(WorkerProcess worker, Ending ending) implements WorkerEvent {}
}
