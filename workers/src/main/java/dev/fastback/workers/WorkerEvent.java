package dev.fastback.workers;

import dev.fastback.engine.ModelUse;
import dev.fastback.result.SimulationResult;
import java.util.List;

/** What the supervisor is told about a worker process. */
sealed interface WorkerEvent {
    /** Returns the worker concerned. */
    WorkerProcess worker();

    /** It has read the study. */
    record Ready(WorkerProcess worker) implements WorkerEvent {}

    /** The model that it loaded for itself has cost so much until now. */
    record Modelled(WorkerProcess worker, ModelUse use) implements WorkerEvent {}

    /** It has finished simulations, in this order. */
    record Finished(WorkerProcess worker, List<SimulationResult> results) implements WorkerEvent {}

    /** It goes on without its device, and why, in a line. */
    record Noticed(WorkerProcess worker, String text) implements WorkerEvent {}

    /** The run must end, and why, in a line. */
    record Refused(WorkerProcess worker, String reason) implements WorkerEvent {}

    /** It has exited; no event follows. */
    record Exited(WorkerProcess worker, WorkerExit exit) implements WorkerEvent {}
}
