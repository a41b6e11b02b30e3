package dev.fastback.profile;

import java.util.List;

/**
 * Tells of a stack which part of a command it belongs to, by the methods on it. Within a simulation, search comes before the rest; what the report
 * reads from the store is the report's.
 */
final class StackParts {
    /** Functions of async-profiler. */
    private static final String RECORDER = "libasyncProfiler";

    /** The engine on a device searches many simulations together, and calls for the rest of each of them itself. */
    private static final Rule DEVICE = new Rule(Part.SEARCH, "dev.fastback.gpu.");
    private static final Rule SIMULATION = new Rule(Part.SCORING, "dev.fastback.simulation.SimulationRun");

    /** What the first of these says that a frame of the stack matches. */
    private static final List<Rule> RULES = List.of(
            new Rule(Part.PROFILE, "jdk.jfr.", "one.profiler.", RECORDER, "dev.fastback.recording.ProcessProfile.begin", "dev.fastback.recording.ProcessProfile.end"),
            new Rule(Part.REPORT, "dev.fastback.command.study.StudyExecution.write", "dev.fastback.report.", "dev.fastback.page.", "dev.fastback.summary.BackgroundDigest"),
            new Rule(Part.SEARCH, "dev.fastback.simulation.FitTask.solve", "dev.fastback.simulation.SharedFits"),
            DEVICE,
            new Rule(Part.CONCLUSION, "dev.fastback.run.Conclusion", "dev.fastback.evidence.", "dev.fastback.simulation.UnseenPaths", "dev.fastback.command.study.DataHistory"),
            new Rule(Part.SCORING, "dev.fastback.simulation.SimulationRun", "dev.fastback.simulation.PreparedStudy.run", "dev.fastback.simulation.PreparedStudy.finish"),
            new Rule(Part.JOURNAL, "dev.fastback.store.", "dev.fastback.journal."),
            new Rule(Part.FORECASTS, "dev.fastback.run.StudyForecasts", "dev.fastback.forecast."),
            new Rule(Part.LOAD, "dev.fastback.input.LoadedStudy.load", "dev.fastback.input.LoadedMarket", "dev.fastback.input.BarReading", "dev.fastback.data."),
            new Rule(Part.ENGINE, "dev.fastback.engine.", "dev.fastback.workers.", "dev.fastback.codec.", "dev.fastback.spark.", "dev.fastback.run."));

    /** Parts of threads whose stacks show no rule's method: they run what was handed to them. */
    private static final List<Rule> THREADS = List.of(
            new Rule(Part.REPORT, "fastback-hash", "fastback-format-"),
            new Rule(Part.CONCLUSION, "fastback-conclusion-", "fastback-path-", "fastback-judge-", "fastback-evidence-", "fastback-walks-"),
            new Rule(Part.JOURNAL, "fastback-store"),
            new Rule(Part.FORECASTS, "fastback-forecast-", "fastback-score-"),
            new Rule(Part.LOAD, "fastback-load-", "fastback-reader"),
            new Rule(Part.ENGINE, "fastback-worker-", "fastback-process-", "heartbeat", "listener"),
            new Rule(Part.PROFILE, "JFR ", "Async-profiler"),
            new Rule(Part.COMMAND, "main"));

    private static final Rule LOADING = new Rule(
            Part.CLASSES, "java.lang.ClassLoader.", "jdk.internal.loader.", "java.lang.invoke.MethodHandleNatives.", "java.util.ServiceLoader.",
            // The JVM's functions, where they can be seen: loading, reading, checking and linking.
            "libjvm.so.SystemDictionary", "libjvm.so.ClassLoader", "libjvm.so.ClassFileParser::", "libjvm.so.KlassFactory::",
            "libjvm.so.InstanceKlass::link_class", "libjvm.so.Verifier::", "libjvm.so.ClassVerifier::", "libjvm.so.Rewriter::", "libjvm.so.LinkResolver::");
    private static final Rule SWEEP = new Rule(Part.SWEEP, "dev.fastback.exact.EntryExitSolver");
    private static final Rule EVALUATION =
            new Rule(Part.EVALUATION, "dev.fastback.profit.", "dev.fastback.vector.", "dev.fastback.simulate.", "dev.fastback.exact.", "dev.fastback.strategy.", "dev.fastback.custom.");
    private static final String OURS = "dev.fastback.";
    private static final String FORECAST = ".forecast";
    private static final String FORECAST_RUN = "dev.fastback.forecast.ForecastRun";

    private StackParts() {}

    private record Rule(Part part, String... beginnings) {
        boolean matches(String text) {
            for (String beginning : beginnings) {
                if (text.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }

        boolean matchesAny(List<String> frames) {
            return frames.stream().anyMatch(this::matches);
        }
    }

    /**
     * Returns the part.
     *
     * @param frames {@code class.method} from the innermost outwards; may be empty
     * @param thread the thread's name
     */
    static Part of(List<String> frames, String thread) {
        if (isLoading(frames)) {
            return Part.CLASSES;
        }
        for (Rule rule : RULES) {
            if (rule.matchesAny(frames) && !(rule == DEVICE && isInSimulation(frames))) {
                return within(rule.part(), frames);
            }
        }
        return THREADS.stream().filter(rule -> rule.matches(thread)).map(Rule::part).findFirst().orElse(Part.OTHER);
    }

    /** Returns whether the innermost method that tells anything is a class loader's. */
    private static boolean isLoading(List<String> frames) {
        for (String frame : frames) {
            if (LOADING.matches(frame)) {
                return true;
            }
            if (frame.startsWith(OURS) || frame.startsWith(RECORDER)) {
                return false;
            }
        }
        return false;
    }

    /** Returns whether the rest of a simulation stands inside what the engine on a device does. */
    private static boolean isInSimulation(List<String> frames) {
        return frames.stream().filter(frame -> DEVICE.matches(frame) || SIMULATION.matches(frame)).findFirst().filter(SIMULATION::matches).isPresent();
    }

    private static Part within(Part part, List<String> frames) {
        return switch (part) {
            case SEARCH -> SWEEP.matchesAny(frames) ? Part.SWEEP : isEvaluation(frames) ? Part.EVALUATION : Part.SEARCH;
            case FORECASTS -> frames.stream().anyMatch(frame -> frame.endsWith(FORECAST) && !frame.startsWith(FORECAST_RUN)) ? Part.MODEL : Part.FORECASTS;
            default -> part;
        };
    }

    /** Returns whether a search asks for values: a kernel's, a strategy's or the simulator's method stands inside the search's own. */
    private static boolean isEvaluation(List<String> frames) {
        for (String frame : frames) {
            if (EVALUATION.matches(frame)) {
                return true;
            }
            if (frame.startsWith("dev.fastback.search.") || frame.startsWith("dev.fastback.simulation.")) {
                return false;
            }
        }
        return false;
    }
}
