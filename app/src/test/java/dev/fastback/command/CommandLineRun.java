package dev.fastback.command;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of the command line inside the test's process. Without a {@code FASTBACK_HOME} of the test's own, runs are kept in a folder
 * for all tests, made anew each time.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandLineRun(int code, String out, String err) {
    private static final Path HOME = temporaryHome();

    public static CommandLineRun of(String... args) {
        return with(Map.of(), "", args);
    }

    public static CommandLineRun with(Map<String, String> environment, String input, String... args) {
        return with(new Interruption(false), environment, input, args);
    }

    public static CommandLineRun with(Interruption interruption, Map<String, String> environment, String input, String... args) {
        Map<String, String> whole = new HashMap<>(Map.of("FASTBACK_HOME", HOME.toString()));
        whole.putAll(environment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                whole,
                false);
        int code = Main.run(terminal, interruption, args);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Path temporaryHome() {
        try {
            Path folder = Files.createTempDirectory("fastback-test-home-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            return;
        }
        folder.toFile().delete();
    }
}
