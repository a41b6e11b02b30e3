package dev.fastback.workers;

import dev.fastback.recording.ProcessProfile;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker process is started: the Java of this process, its class path, a heap of its own.
 *
 * @param mainClass its program
 * @param memoryBytes its largest heap
 * @param options further options of the JVM
 */
record WorkerCommand(String mainClass, long memoryBytes, List<String> options) {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    /** Property with the archive of classes that this process was started with; the launcher sets it. */
    private static final String ARCHIVE = "fastback.archive";

    /** How the name of an archive ends that Java made ahead of time. */
    private static final String AHEAD_OF_TIME = ".aot";

    static WorkerCommand of(long memoryBytes) {
        return new WorkerCommand(WorkerMain.class.getName(), memoryBytes, List.of());
    }

    ProcessBuilder builder() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + memoryBytes);
        // For a short-lived process; no file in the temporary folder.
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
        // The JVM's own messages go to standard error, because standard output carries frames. No files after a crash.
        words.addAll(List.of(
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=error,cds*=off,aot*=off:stderr",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash"));
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            words.addAll(List.of("--add-modules", VECTOR_MODULE));
        }
        words.add("--enable-native-access=ALL-UNNAMED"); // a worker may open a device
        String archive = System.getProperty(ARCHIVE);
        if (archive != null && archive.endsWith(AHEAD_OF_TIME)) {
            words.add("-XX:AOTCache=" + archive); // Java refuses it beside -Xshare
            // What was compiled when it was made is for short runs.
            words.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"));
        } else {
            words.add("-Xshare:auto");
            if (archive != null) {
                words.add("-XX:SharedArchiveFile=" + archive);
            }
        }
        words.addAll(ProcessProfile.inheritedOptions());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(), mainClass, Long.toString(ProcessHandle.current().pid())));
        ProcessBuilder builder = new ProcessBuilder(words);
        // These would silently change the options above.
        builder.environment().keySet().removeAll(List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        return builder;
    }

    /** The module path of this process becomes class path of the worker. */
    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
