package dev.fastback.engine;

import dev.fastback.result.SimulationResult;
import dev.fastback.simulation.PreparedStudy;
import java.util.List;
import java.util.Optional;

/** A device that this process has opened, with the processors beside it for what it cannot take. For one thread at a time. */
public interface OpenDevice extends AutoCloseable {
    /**
     * Runs simulations with their searches on the device, as {@link PreparedStudy#runAll} does.
     *
     * @return the results in the order of the indices; fewer where the study is told to stop
     * @throws EngineException if the device computes otherwise than this machine, or is required and lost
     */
    List<SimulationResult> run(PreparedStudy study, int[] indices);

    /** Returns why the processors go on alone, in one line; empty while the device computes. */
    Optional<String> lost();

    /** Releases the device. */
    @Override
    void close();
}
