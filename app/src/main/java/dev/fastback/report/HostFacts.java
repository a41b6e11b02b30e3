package dev.fastback.report;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ModelUse;
import dev.fastback.strategy.Evaluators;
import dev.fastback.terminal.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run took place: part of the report, never of the result.
 *
 * @param engine name of the engine
 * @param device the device that it computes on, null for this machine's processors
 * @param evaluator name of the evaluator
 * @param workers simulations at the same time
 * @param started when the run began
 * @param deviceBytes memory that was taken on the device at most; null before the run, and where there is none
 * @param modelUse what models cost that workers loaded for themselves; null where they were given forecasts
 */
public record HostFacts(
        String engine,
        @Nullable String device,
        String evaluator,
        int workers,
        Instant started,
        @Nullable Long deviceBytes,
        @Nullable ModelUse modelUse) {
    private static final String NONE = "none";

    public static HostFacts of(Engine engine, Evaluators evaluators) {
        return new HostFacts(
                engine.name(), engine.device().orElse(null), evaluators.entryExit().name(), engine.workers(), Instant.now().truncatedTo(ChronoUnit.MILLIS), null, null);
    }

    /** Returns the same facts with what the run took, as its engine knows when it has ended. */
    public HostFacts after(Engine run) {
        OptionalLong bytes = run.deviceBytes();
        return new HostFacts(
                engine, device, evaluator, workers, started, bytes.isPresent() ? (Long) bytes.getAsLong() : null, run.modelUse().orElse(null));
    }

    /** Returns whether nothing ran. */
    public boolean isOfReport() {
        return engine.equals(NONE);
    }

    /** Returns the facts of a report, for which nothing runs. */
    public static HostFacts ofReport() {
        return new HostFacts(NONE, null, Evaluators.SCALAR.entryExit().name(), 0, Instant.now().truncatedTo(ChronoUnit.MILLIS), null, null);
    }

    /** Returns what this machine and build are, as JSON objects tell it. */
    public static Map<String, @Nullable Object> machine() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("version", Version.text());
        map.put("java", Runtime.version().toString());
        map.put("processor", processor());
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        map.put("architecture", System.getProperty("os.arch"));
        return map;
    }

    /** Returns the provenance object of the JSON. */
    public Map<String, @Nullable Object> provenance() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("version", Version.text());
        map.put("java", Runtime.version().toString());
        map.put("processor", processor());
        map.put("engine", engine);
        map.put("device", device);
        if (deviceBytes != null) {
            map.put("deviceMemoryBytes", deviceBytes);
        }
        map.put("evaluator", evaluator);
        map.put("workers", workers);
        if (modelUse != null) {
            map.put("workerModels", workerModels(modelUse));
        }
        map.put("started", started.toString());
        map.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        map.put("architecture", System.getProperty("os.arch"));
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        return map;
    }

    private static Map<String, @Nullable Object> workerModels(ModelUse use) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("workers", use.workers());
        map.put("rows", use.rows());
        map.put("seconds", use.seconds());
        map.put("residentBytes", use.residentBytes() == 0 ? null : use.residentBytes());
        map.put("modelBytes", use.residentBytes() == 0 ? null : use.modelBytes());
        return map;
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
