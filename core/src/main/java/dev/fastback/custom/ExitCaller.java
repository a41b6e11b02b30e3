package dev.fastback.custom;

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
        StackTraceElement caller = stack[exit + 1];
        boolean isStrategy = CompiledClasses.isOfSource(caller);
        return isStrategy || !caller.getClassName().startsWith(OWN)
                ? Optional.of(place(caller) + name(caller, isStrategy) + " ended the process by System.exit, which nothing that Fastback runs may do; take the call out")
                : Optional.empty();
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getMethodName().equals("exit") && Stream.of(System.class, Runtime.class).anyMatch(type -> type.getName().equals(frame.getClassName()));
    }

    private static String place(StackTraceElement frame) {
        return frame.getFileName() == null || frame.getLineNumber() <= 0 ? "" : frame.getFileName() + ":" + frame.getLineNumber() + ": ";
    }

    private static String name(StackTraceElement frame, boolean isStrategy) {
        String name = frame.getClassName();
        return isStrategy ? "strategy " + name.substring(name.lastIndexOf('.') + 1).split("\\$", 2)[0] : name;
    }
}
