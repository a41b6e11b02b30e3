package dev.fastback.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line in a process of its own, as signals, pipes and full devices need it.
 *
 * @param process the process
 * @param out where its standard output goes
 * @param err where its standard error goes
 */
record ProcessRun(Process process, Path out, Path err) implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    /**
     * Starts one.
     *
     * @param folder for its output and its runs
     * @param out standard output; may be a device
     * @param terminal whether it is told that standard error is a terminal
     */
    static ProcessRun start(Path folder, Path out, boolean terminal, String... args) throws IOException {
        return start(folder, out, builder(folder, terminal, args));
    }

    /** Starts one that begins its partial report after a signal however late its turn comes on a busy machine. */
    static ProcessRun startPatient(Path folder, Path out, boolean terminal, String... args) throws IOException {
        return start(folder, out, patient(builder(folder, terminal, args)));
    }

    private static ProcessRun start(Path folder, Path out, ProcessBuilder builder) throws IOException {
        Path err = folder.resolve("stderr");
        Process process = builder
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ProcessRun(process, out, err);
    }

    static ProcessBuilder builder(Path folder, boolean terminal, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR", // the JSON Schema validator of the tests brings SLF4J without a provider
                "-Dfastback.terminal=" + terminal,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fastback.command.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FASTBACK_HOME", folder.resolve("home").toString());
        return builder;
    }

    /** Gives a process a minute after a signal instead of two seconds. */
    static ProcessBuilder patient(ProcessBuilder builder) {
        builder.command().add(1, "-Dfastback.patience=" + TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        return builder;
    }

    /** Waits until its standard error contains a text. */
    void awaitError(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.readString(err).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("no '" + text + "' from the process: " + Files.readString(err));
            }
            Thread.sleep(20);
        }
    }

    /** Sends a signal by its name, {@code INT} or {@code TERM}. */
    void signal(String name) throws IOException, InterruptedException {
        signal(process, name);
    }

    /** Sends a signal to a process by the signal's name. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("kill has not ended after " + LIMIT_SECONDS + " s");
        }
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
