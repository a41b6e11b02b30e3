package dev.fastback.terminal;

import dev.fastback.data.Printable;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The outside world of a command: streams and environment, read here and nowhere else, so that tests can stand in for it.
 *
 * @param in standard input
 * @param out numbers go here
 * @param err progress and messages go here
 * @param environment the environment variables
 * @param isTerminal whether {@code err} is a terminal that shows progress
 * @param screen what {@code out} is
 */
public record Terminal(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean isTerminal, Screen screen) {
    /** Makes one whose {@code out} is no terminal. */
    public Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean isTerminal) {
        this(in, out, err, environment, isTerminal, Screen.PLAIN);
    }

    /** Returns the process's own. The launcher tells whether standard error is a terminal, and how wide the one of standard output is. */
    public static Terminal ofProcess(StandardOutput out) {
        Map<String, String> environment = System.getenv();
        return new Terminal(
                System.in,
                out.printer(),
                System.err,
                environment,
                Boolean.getBoolean("fastback.terminal"),
                Screen.of(environment, Integer.getInteger("fastback.columns", 0)));
    }

    /** Returns whether a variable is set to {@code 1} or {@code true}. */
    public boolean isOn(String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    /**
     * Says something to the person at the terminal, on one line of standard error. Characters that could move the cursor, hide or disguise
     * text, from whatever file, argument or store they come, are shown as escapes. On a terminal it takes the place of a line of progress.
     */
    public void say(String message) {
        boolean hasLine = isTerminal && !"dumb".equals(environment.get("TERM"));
        err.println((hasLine ? "\r\u001b[K" : "") + "fastback: " + Printable.text(message));
    }

    /** Prints lines for people to standard output, as safe as {@link #say}. */
    public void print(String lines) {
        out.print(safe(lines));
    }

    /** Returns lines with every character that could move the cursor, hide or disguise text replaced by an escape; line ends stay. */
    public static String safe(String lines) {
        if (lines.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127))) {
            return lines;
        }
        return Arrays.stream(lines.split("\n", -1)).map(Printable::text).collect(Collectors.joining("\n"));
    }
}
