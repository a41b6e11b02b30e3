package dev.fastback.spark;

import dev.fastback.codec.StudyCodec;
import dev.fastback.codec.StudyParts;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.OwnModel;
import dev.fastback.engine.ResultSink;
import dev.fastback.forecast.ForecasterRecipe;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulations on a cluster. The study is broadcast once, its symbols in slices that executors ask for when they need them ({@link Slices}); then either simulations are spread over the executors ({@link Call}), or the candidates
 * of one large search after another ({@link SplitSearches}), in small jobs that follow one another ({@link Jobs}).
 */
final class SparkEngine implements Engine {
    static final String NAME = "spark";

    private final String master;
    private final int threads;
    private final @Nullable Path results;
    private final boolean modelPerExecutor;
    private @Nullable ModelUse modelUse;

    /** Makes an engine whose executors are given forecasts. */
    SparkEngine(String master, int threads, @Nullable Path results) {
        this(master, threads, results, false);
    }

    /**
     * Makes an engine; it connects when it runs.
     *
     * @param threads of a {@code local} master that names no number
     * @param results the folder that executors write results to; null to have them sent
     * @param modelPerExecutor whether each executor loads the forecaster's model for itself
     */
    SparkEngine(String master, int threads, @Nullable Path results, boolean modelPerExecutor) {
        this.modelPerExecutor = modelPerExecutor;
        this.master = master;
        this.threads = threads;
        this.results = results;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Returns the threads of a {@code local} master; of a cluster, which may grow and shrink, the number that was asked for here. */
    @Override
    public int workers() {
        return threads;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        StudyCodec.requireSendable(study);
        ForecasterRecipe model = modelPerExecutor ? OwnModel.recipe(study.study().forecaster()) : null;
        modelUse = model == null ? null : ModelUse.NONE;
        if (indices.length > 0 && !stop.isRequested()) {
            JavaSparkContext spark = connect();
            PreparedStudy sent = model == null ? study : OwnModel.withoutForecasts(study);
            // A model that makes all forecasts of shared parameters at once needs all symbols.
            boolean isSliced = StudyParts.areApart(study.study()) && (model == null || !study.study().search().isShared());
            Broadcast<byte[][]> bytes = spark.broadcast(encoded(sent, model, !isSliced));
            try (Slices slices = isSliced ? new Slices(spark, sent, indices) : null) {
                OnExecutor.Sent named = new OnExecutor.Sent(bytes, UUID.randomUUID().toString(), Build.here());
                Call call = new Call(spark, named, study, slices, indices, sink, stop, results);
                call.run(model == null);
                modelUse = model == null ? null : call.modelUse();
            } finally {
                // Not destroyed: a task that was killed may still ask for it, and would be logged as an error.
                bytes.unpersist();
            }
        }
    }

    /** {@inheritDoc} Workers are executors here. */
    @Override
    public Optional<ModelUse> modelUse() {
        return Optional.ofNullable(modelUse);
    }

    private JavaSparkContext connect() {
        try {
            return Cluster.connect(master, threads);
        } catch (RuntimeException | LinkageError e) {
            throw new EngineException("--master " + master + ": Spark does not start: " + Jobs.firstLine(e), 0);
        }
    }

    /** Returns what every executor is sent: the study, or all of it but its symbols. */
    private static byte[][] encoded(PreparedStudy study, @Nullable ForecasterRecipe model, boolean isWhole) {
        Pieces pieces = new Pieces();
        try (OutputStream out = new BufferedOutputStream(pieces, 1 << 16)) {
            OwnModel.write(model, out);
            new DataOutputStream(out).writeBoolean(isWhole);
            if (isWhole) {
                StudyCodec.write(study, out);
            } else {
                StudyParts.writeRest(study, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces.pieces();
    }
}
