package dev.fastback.workers;

import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.DeviceRequest;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.OwnModel;
import dev.fastback.engine.ResultSink;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.workers.wire.StudyForWorkers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulations in worker processes: JVMs of their own, with their own heap, which receive batches of indices. A worker that crashes,
 * hangs or violates the protocol is replaced and its simulations run again in another; a simulation whose workers keep failing becomes
 * {@link SimulationResult.Failed}. The study is sent through the workers' standard input: no file is left behind however the run ends, and
 * a worker whose input ends, because this process has exited, exits as well.
 *
 * <p>Only strategies that a {@link dev.fastback.strategy.StrategyProvider} can make again from their {@link
 * dev.fastback.strategy.StrategySpec} can be sent; others are refused by name before anything starts.
 */
public final class ProcessEngine implements Engine {
    static final String NAME = "processes";

    private final ProcessSettings settings;
    private final WorkerCommand command;
    private final @Nullable String notice;
    private final Consumer<String> warnings;
    private @Nullable ModelUse modelUse;

    /** Makes an engine. */
    public ProcessEngine(ProcessSettings settings) {
        this(settings, WorkerCommand.of(settings.memoryBytes()));
    }

    /** Makes an engine that tells what was asked for and is not there. */
    ProcessEngine(ProcessSettings settings, @Nullable String notice) {
        this(settings, WorkerCommand.of(settings.memoryBytes()), notice);
    }

    /** Makes an engine whose workers are started with another command. */
    ProcessEngine(ProcessSettings settings, WorkerCommand command) {
        this(settings, command, null);
    }

    private ProcessEngine(ProcessSettings settings, WorkerCommand command, @Nullable String notice) {
        this(settings, command, notice, text -> System.getLogger(ProcessEngine.class.getName()).log(System.Logger.Level.WARNING, text));
    }

    /**
     * Makes an engine.
     *
     * @param notice what was asked for and is not there; null for nothing
     * @param warnings takes what workers say of their devices, each line once a run
     */
    ProcessEngine(ProcessSettings settings, WorkerCommand command, @Nullable String notice, Consumer<String> warnings) {
        this.warnings = warnings;
        this.notice = notice;
        this.settings = settings;
        this.command = command;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int workers() {
        return settings.workers();
    }

    /** {@inheritDoc} Of several, the names with commas. */
    @Override
    public Optional<String> device() {
        return settings.devices().isEmpty()
                ? Optional.empty()
                : Optional.of(settings.devices().stream().map(DeviceRequest::name).collect(Collectors.joining(", ")));
    }

    @Override
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    @Override
    public OptionalLong bytesPerWorker() {
        return OptionalLong.of(settings.memoryBytes());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a strategy, the metric or the evaluator cannot be sent to another process, or the forecaster has no model for each worker to
     *     load where that is asked for
     * @throws EngineException if worker processes do not start
     */
    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        StudyCodec.requireSendable(study);
        ForecasterRecipe model = settings.modelPerWorker() ? OwnModel.recipe(study.study().forecaster()) : null;
        modelUse = model == null ? null : ModelUse.NONE;
        if (indices.length > 0 && !stop.isRequested()) {
            StudyForWorkers sent = new StudyForWorkers(study, model);
            Supervisor supervisor = new Supervisor(settings, command, sent, new Placement(study.study(), indices), sink, stop, warnings);
            supervisor.run();
            modelUse = model == null ? null : supervisor.modelUse();
        }
    }

    @Override
    public Optional<ModelUse> modelUse() {
        return Optional.ofNullable(modelUse);
    }
}
