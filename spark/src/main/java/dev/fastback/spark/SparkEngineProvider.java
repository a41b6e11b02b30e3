package dev.fastback.spark;

import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the Spark engine. */
public final class SparkEngineProvider implements EngineProvider {
    private static final String NEEDED = "org.apache.spark.SparkContext";

    /** For {@link java.util.ServiceLoader}. */
    public SparkEngineProvider() {}

    @Override
    public String name() {
        return SparkEngine.NAME;
    }

    @Override
    public Optional<String> unavailable() {
        try {
            Class.forName(NEEDED, false, SparkEngineProvider.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of("Spark is not on the class path: set SPARK_HOME to a Spark 4 of Scala 2.13, or run under spark-submit");
        }
    }

    @Override
    public Engine create(EngineSettings settings) {
        settings.requireOnly(EngineSettings.Part.MASTER, EngineSettings.Part.RESULTS, EngineSettings.Part.MODEL);
        String master = settings.master() == null ? System.getProperty("spark.master") : settings.master();
        if (master == null) {
            throw new IllegalArgumentException("--engine spark needs --master, for example local[2] or spark://host:7077");
        }
        if (settings.workers() != null && !master.startsWith("local")) {
            throw new IllegalArgumentException("--workers is for one machine: with --master " + master + " set spark.cores.max or spark.executor.instances");
        }
        return new SparkEngine(master, settings.workersOrProcessors(), folder(settings.results()), settings.modelPerWorker());
    }

    /** Returns the folder of results, there and writable here; whether executors see it too only they can tell. */
    private static @Nullable Path folder(@Nullable Path asked) {
        if (asked == null) {
            return null;
        }
        Path folder = asked.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("--results: the folder cannot be made: " + folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("--results: the folder cannot be written: " + folder);
        }
        return folder;
    }
}
