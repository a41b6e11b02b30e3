package dev.fastback.custom;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Who ended the process by {@link System#exit}: asked by a shutdown hook, for whose end the thread that called waits. */
public final class ExitCaller {
    private static final String OWN = "dev.fastback.";

    private ExitCaller() {}

    /** Returns what called, with its place, in one line for users; empty where it was Fastback itself, a signal, or nobody. */
    public static Optional<String> find() {
        return Thread.getAllStackTraces().values().stream().flatMap(stack -> caller(stack).stream()).findFirst();
    }

    private static Optional<String> caller(StackTraceElement[] stack) {
        int exit = stack.length - 1;
        while (exit >= 0 && !isExit(stack[exit])) {
            exit--; // from the outside: System.exit calls Runtime.exit
        }
        if (exit < 0 || exit + 1 == stack.length) {
            return Optional.empty();
        }
        StackTraceElement[] callers = Arrays.copyOfRange(stack, exit + 1, stack.length);
        // What a strategy calls may call for it: a library, or the JDK by reflection.
        String strategy = Arrays.stream(callers).filter(CompiledClasses::isOfSource).findFirst().map(ExitCaller::strategy).orElse("");
        if (strategy.isEmpty() && callers[0].getClassName().startsWith(OWN)) {
            return Optional.empty();
        }
        String who = strategy.isEmpty() ? callers[0].getClassName() : CompiledClasses.place(callers) + "strategy " + strategy;
        return Optional.of(who + " ended the process by System.exit, which nothing that Fastback runs may do; take the call out");
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getMethodName().equals("exit") && Stream.of(System.class, Runtime.class).anyMatch(type -> type.getName().equals(frame.getClassName()));
    }

    private static String strategy(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1).split("\\$", 2)[0];
    }
}
