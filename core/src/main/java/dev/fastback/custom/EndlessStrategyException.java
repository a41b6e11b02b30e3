package dev.fastback.custom;

import java.time.Duration;

/** The code of a strategy does not end where a run asks it, before the first simulation, what it needs. The message is one line for users. */
public final class EndlessStrategyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param limit after which it was given up
     * @param stack where its thread was then
     */
    EndlessStrategyException(String strategy, Duration limit, StackTraceElement[] stack) {
        super(CompiledClasses.place(stack) + strategy + " did not end within " + seconds(limit) + " when it was asked for its lines and its warm-up, before any "
                + "simulation: is there a loop without end? optimize gives it another time by --engine processes --simulation-timeout");
        setStackTrace(stack);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
