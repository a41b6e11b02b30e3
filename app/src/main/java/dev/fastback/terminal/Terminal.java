package dev.fastback.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The outside world of a command: streams and environment, read here and nowhere else, so that tests can stand in for it.
 *
 * @param in standard input
 * @param out numbers go here
 * @param err progress and messages go here
 * @param environment the environment variables
 * @param isTerminal whether {@code err} is a terminal that shows progress
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean isTerminal) {
    /** Returns the process's own. The launcher tells whether standard error is a terminal. */
    public static Terminal ofProcess(StandardOutput out) {
        return new Terminal(System.in, out.printer(), System.err, System.getenv(), Boolean.getBoolean("fastback.terminal"));
    }

    /** Returns whether a variable is set to {@code 1} or {@code true}. */
    public boolean isOn(String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }
}
