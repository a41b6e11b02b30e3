package dev.fastback.workers;

import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ResultSink;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;

/**
 * Runs simulations in worker processes: JVMs of their own, with their own heap, fed with batches of indices. A worker that dies, hangs
 * or talks nonsense is replaced and its simulations run again elsewhere; a simulation that is to blame twice becomes {@link
 * SimulationResult.Failed}. The study travels through the workers' standard input, so that no file is left behind by whatever end, and
 * a worker whose input ends, because this process is gone, ends as well.
 *
 * <p>Only strategies that come with Fastback can be sent; another one is refused by name before anything starts.
 */
public final class ProcessEngine implements Engine {
    private final ProcessSettings settings;
    private final WorkerCommand command;

    /** Makes an engine. */
    public ProcessEngine(ProcessSettings settings) {
        this(settings, WorkerCommand.of(settings.memoryBytes()));
    }

    /** Makes an engine whose workers are started in another way. */
    ProcessEngine(ProcessSettings settings, WorkerCommand command) {
        this.settings = settings;
        this.command = command;
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public int workers() {
        return settings.workers();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the study has a strategy of the caller's own
     * @throws EngineException if worker processes do not start
     */
    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        StudyCodec.requireSendable(study);
        if (indices.length > 0 && !stop.isRequested()) {
            new Supervisor(settings, command, study, new Placement(study.study(), indices), sink, stop).run();
        }
    }
}
