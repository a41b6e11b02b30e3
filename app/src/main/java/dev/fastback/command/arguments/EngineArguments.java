package dev.fastback.command.arguments;

import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Engines;
import dev.fastback.engine.Precision;
import dev.fastback.input.StudySettings;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where simulations run and how candidates are computed. What is null was not given. */
public final class EngineArguments {
    /** What stands above these options in a usage text. */
    public static final String HEADING = "%nEngine:%n";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

    @Option(names = {"-w", "--workers"}, paramLabel = "N", description = "Simulations run at the same time, and likewise files read, forecasts made and reports written (default: the processors of this machine).")
    public @Nullable Integer workers;

    @Option(names = "--engine", paramLabel = "ENGINE", completionCandidates = Names.Engines.class, description = "sequential, threads, processes, gpu or spark (default: threads, sequential with one worker). A worker process that fails is replaced, and the run continues. The results are the same on each.")
    public @Nullable String engine;

    @Option(names = "--memory-per-worker", paramLabel = "SIZE", description = "Heap of a worker process, for example 1g (default: 512m).")
    @Nullable String memoryPerWorker;

    @Option(names = "--simulation-timeout", paramLabel = "DURATION", converter = DurationConverter.class, description = "After this a simulation is given up and its worker process replaced, for example 90s or 10m (default: 10m). A strategy of your own that takes as long to say what it needs, before the first one, ends the run.")
    @Nullable Duration simulationTimeout;

    @Option(names = "--model-per-worker", description = "With --engine processes, each worker, and with --engine spark, each executor loads the forecaster's model for itself and forecasts what its simulations need, as the original does. The results are the same; the report says what it costs in memory.")
    public boolean modelPerWorker;

    @Option(names = "--device", paramLabel = "DEVICE", description = "Device of --engine gpu: a number of gpu-info's list, a part of a name, several of them with commas, all for every GPU, or auto (default): the GPU with the most memory. Several share the work. With --engine processes, worker processes are spread over the devices that are named, or with auto or all over every GPU. An OpenCL device that is a processor is used only when named.")
    @Nullable String device;

    @Option(names = "--precision", paramLabel = "PRECISION", description = "With --engine gpu, or processes and --device: numbers in which a device looks for exact maxima: double (default), or float, which leaves out what cannot be the best and has doubles decide. The results are the same.")
    @Nullable Precision precision;

    @Option(names = "--require-gpu", description = "With --engine gpu or processes, run nothing without a GPU (exit code 3). Default: say why there is none and run on this machine's processors.")
    boolean requireGpu;

    @Option(names = "--master", paramLabel = "MASTER", description = "Cluster of --engine spark: local[2] for threads of this machine, spark://host:7077, yarn, k8s://..., or what spark-submit was given.")
    @Nullable String master;

    @Option(names = "--results", paramLabel = "DIR", description = "With --engine spark, a folder that this machine and all executors share under the same path: executors write results there, and the run store keeps where they are.")
    public @Nullable Path results;

    @Option(names = "--evaluator", paramLabel = "EVALUATOR", description = "How DIRECT's candidates are computed, with the same results: scalar, vector (Java warns of its incubating module), or auto (default): vector where optimize searches strategies on forecasts with a budget on fits of other than six bars, without --quiet, and this processor has vectors; scalar else.")
    public EvaluatorChoice evaluator = EvaluatorChoice.AUTO;

    @Option(names = "--no-forecast-cache", description = "Compute forecasts of models anew, and keep none for later runs.")
    boolean noForecastCache;

    /** Returns where forecasts of models are kept; null for nowhere. */
    public @Nullable Path cache(Terminal terminal) {
        Path folder = noForecastCache ? null : RunHome.forCaches(terminal);
        return folder == null ? null : folder.resolve(RunHome.FORECASTS);
    }

    /**
     * Returns the engine that the options ask for.
     *
     * @throws UsageException if options contradict each other or a value cannot be read
     */
    public Engine engine() {
        return engine(modelPerWorker, results);
    }

    /**
     * Returns the same engine without what belongs to a run that is stored and reported: the folder of its results, and what models of workers cost.
     *
     * @throws UsageException likewise
     */
    public Engine engineWithoutRun() {
        return engine(false, null);
    }

    private Engine engine(boolean modelPerWorker, @Nullable Path results) {
        @Nullable Long bytesPerWorker = memoryPerWorker == null ? null : bytes(memoryPerWorker);
        try {
            EngineSettings settings = new EngineSettings(workers, bytesPerWorker, simulationTimeout, modelPerWorker, device, precision, requireGpu, master, results);
            return engine == null ? Engines.usual(settings) : provider(engine).create(settings);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** Returns how many simulations are to run at the same time. */
    public int workers() {
        return EngineSettings.ofWorkers(workers).workersOrProcessors();
    }

    private static EngineProvider provider(String name) {
        try {
            return Engines.all().get(StudySettings.inAnyCase(name, Engines.all().names()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--engine: " + e.getMessage(), e);
        }
    }

    /** Reads a number of bytes, with k, m, g or t for powers of 1024. */
    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("--memory-per-worker must be a size such as 512m or 2g: " + text);
        }
        int power = "kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + (matcher.group(2).isEmpty() ? 0 : 1);
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new UsageException("--memory-per-worker is too large: " + text);
        }
    }
}
