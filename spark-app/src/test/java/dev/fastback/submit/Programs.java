package dev.fastback.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.testkit.fault.SparkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts the program from the one jar, by itself or under spark-submit, with its store in a folder, and reads what it prints. */
final class Programs {
    static final Path HOME = Path.of(System.getProperty("fastback.spark.jars")).resolveSibling(".").normalize();
    private static final String APP = System.getProperty("fastback.spark.app");
    private static final String MAIN = "dev.fastback.command.Main";
    private static final Pattern HASH = Pattern.compile("\"resultHash\"\\s*:\\s*\"(\\w{64})\"");

    private final Path folder;

    Programs(Path folder) {
        this.folder = folder;
    }

    /** Returns a command and more words behind it. */
    static String[] with(String[] more, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    ProcessBuilder plain(String... arguments) {
        return stored(SparkCluster.process(HOME, List.of("-cp", APP + ":" + HOME.resolve("jars") + "/*"), MAIN, arguments));
    }

    ProcessBuilder submit(SparkCluster cluster, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--master", cluster.master(), "--conf", "spark.log.level=WARN", "--conf", "spark.executor.memory=512m", "--class", MAIN, APP));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--engine", "spark"));
        return stored(SparkCluster.process(HOME, List.of(), "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new)));
    }

    private ProcessBuilder stored(ProcessBuilder process) {
        process.environment().put("FASTBACK_HOME", folder.toString());
        return process;
    }

    Process start(ProcessBuilder process) throws IOException {
        return process.redirectError(folder.resolve("errors").toFile()).redirectOutput(folder.resolve("output").toFile()).start();
    }

    /** Returns what the last one has printed. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Runs a program and returns the hash of its report. */
    String hash(ProcessBuilder builder) throws Exception {
        Process process = start(builder);
        assertThat(process.waitFor(1200, TimeUnit.SECONDS)).isTrue();
        return hashOf(process);
    }

    /** Returns the hash of the report of the last one, which has ended. */
    String hashOf(Process process) throws IOException {
        Matcher matcher = HASH.matcher(output());
        assertThat(matcher.find()).as(process.exitValue() + " " + output() + Files.readString(folder.resolve("errors"))).isTrue();
        return matcher.group(1);
    }
}
