package dev.fastback.workers;

import dev.fastback.result.SimulationResult;
import java.util.List;

/** What a worker process tells the supervisor. */
sealed interface WorkerEvent {
    /** Returns whom it is about. */
    WorkerProcess worker();

    /** It has read the study. */
    record Ready(WorkerProcess worker) implements WorkerEvent {}

    /** It has finished simulations, in this order. */
    record Finished(WorkerProcess worker, List<SimulationResult> results) implements WorkerEvent {}

    /** It is gone; nothing comes after this. */
    record Ended(WorkerProcess worker, Ending ending) implements WorkerEvent {}
}
