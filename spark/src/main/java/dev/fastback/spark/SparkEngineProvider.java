package dev.fastback.spark;

import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import java.util.Optional;

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
        settings.requireOnly(EngineSettings.Part.MASTER);
        String master = settings.master() == null ? System.getProperty("spark.master") : settings.master();
        if (master == null) {
            throw new IllegalArgumentException("--engine spark needs --master, for example local[2] or spark://host:7077");
        }
        if (settings.workers() != null && !master.startsWith("local")) {
            throw new IllegalArgumentException("--workers is for one machine: with --master " + master + " set spark.cores.max or spark.executor.instances");
        }
        return new SparkEngine(master, settings.workersOrProcessors());
    }
}
