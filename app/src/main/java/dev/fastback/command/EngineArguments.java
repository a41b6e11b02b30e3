package dev.fastback.command;

import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.terminal.UsageException;
import dev.fastback.workers.ProcessEngine;
import dev.fastback.workers.ProcessSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where simulations run and how candidates are computed. What is null was not given. */
final class EngineArguments {
    /** More threads or processes than this are a mistyped number; operating systems refuse them late and in their own words. */
    static final int MAX_WORKERS = 1024;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

    @Option(names = "--workers", paramLabel = "N", description = "Simulations run at the same time (default: the processors of this machine).")
    @Nullable Integer workers;

    @Option(names = "--engine", paramLabel = "NAME", description = "sequential, threads or processes (default: threads, sequential with one worker). Worker processes may die without harm to the run.")
    @Nullable Name engine;

    @Option(names = "--memory-per-worker", paramLabel = "SIZE", description = "Heap of a worker process, for example 1g (default: 512m).")
    @Nullable String memoryPerWorker;

    @Option(names = "--simulation-timeout", paramLabel = "DURATION", converter = DurationConverter.class, description = "After this a simulation is given up and its worker process replaced, for example 90s or 10m (default: 10m).")
    @Nullable Duration simulationTimeout;

    @Option(names = "--evaluator", paramLabel = "NAME", description = "How DIRECT's candidates are computed, with the same results: scalar, vector (needs Java's incubating Vector API), or auto, which is vector for DIRECT where it works (default: auto).")
    EvaluatorChoice evaluator = EvaluatorChoice.AUTO;

    /** The engines by name. */
    enum Name {
        SEQUENTIAL,
        THREADS,
        PROCESSES
    }

    /**
     * Returns the engine that the options ask for.
     *
     * @throws UsageException if options contradict each other or a value cannot be read
     */
    Engine engine() {
        if (workers != null && workers < 1) {
            throw new UsageException("--workers must be positive: " + workers);
        }
        if (workers != null && workers > MAX_WORKERS) {
            throw new UsageException("--workers must be at most " + MAX_WORKERS + ": " + workers + " (this machine has "
                    + Runtime.getRuntime().availableProcessors() + " processors)");
        }
        if (engine == Name.SEQUENTIAL && workers != null && workers > 1) {
            throw new UsageException("--engine sequential runs one simulation at a time: --workers " + workers);
        }
        int number = workers != null ? workers : Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors());
        if (engine == Name.PROCESSES) {
            return new ProcessEngine(processes(number));
        }
        requireAbsent("--memory-per-worker", memoryPerWorker);
        requireAbsent("--simulation-timeout", simulationTimeout);
        boolean sequential = engine == Name.SEQUENTIAL || (engine == null && number == 1);
        return sequential ? new SequentialEngine() : new ThreadEngine(number);
    }

    /** Returns the largest heap of a worker process. */
    long bytesPerWorker() {
        if (memoryPerWorker == null) {
            return ProcessSettings.DEFAULT_MEMORY_BYTES;
        }
        long bytes = bytes(memoryPerWorker);
        if (bytes < ProcessSettings.MIN_MEMORY_BYTES) {
            throw new UsageException("--memory-per-worker must be at least " + (ProcessSettings.MIN_MEMORY_BYTES >> 20) + "m: "
                    + memoryPerWorker);
        }
        return bytes;
    }

    private ProcessSettings processes(int number) {
        ProcessSettings settings = ProcessSettings.of(number).withMemoryBytes(bytesPerWorker());
        if (simulationTimeout != null) {
            settings = settings.withSimulationTimeout(simulationTimeout);
        }
        return settings;
    }

    private static void requireAbsent(String option, @Nullable Object value) {
        if (value != null) {
            throw new UsageException(option + " needs --engine processes: " + value);
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
