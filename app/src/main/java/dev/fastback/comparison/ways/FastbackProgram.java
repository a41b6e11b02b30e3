package dev.fastback.comparison.ways;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How Fastback is started in a process of its own: by its launcher, or by Java where there is none. */
public final class FastbackProgram {
    /** Property that holds the launcher's path; the launcher sets it. */
    private static final String LAUNCHER = "fastback.launcher";

    /** Variable with options of the JVM that the launcher heeds. */
    private static final String LAUNCHER_OPTIONS = "FASTBACK_JAVA_OPTS";

    private FastbackProgram() {}

    /** Returns the words of a command line. */
    public static List<String> words(List<String> arguments) {
        return words(arguments, List.of());
    }

    /**
     * Returns what starts a command line with further options of the JVM.
     *
     * @param environment variables beside those of this process
     * @param options without blanks
     */
    public static ProcessBuilder builder(List<String> arguments, Map<String, String> environment, List<String> options) {
        ProcessBuilder builder = new ProcessBuilder(words(arguments, options));
        builder.environment().putAll(environment);
        if (!System.getProperty(LAUNCHER, "").isEmpty()) {
            builder.environment().merge(LAUNCHER_OPTIONS, String.join(" ", options), (given, more) -> given + " " + more);
        }
        return builder;
    }

    private static List<String> words(List<String> arguments, List<String> options) {
        List<String> words = new ArrayList<>();
        String launcher = System.getProperty(LAUNCHER, "");
        if (launcher.isEmpty()) {
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
            String nativeDir = System.getProperty("fastback.native.dir", "");
            if (!nativeDir.isEmpty()) {
                words.add("-Dfastback.native.dir=" + nativeDir);
            }
            words.addAll(options);
            words.addAll(List.of("-cp", classPath(), "dev.fastback.command.Main"));
        } else {
            words.add(launcher);
        }
        words.addAll(arguments);
        return words;
    }

    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
