package dev.fastback.input;

import dev.fastback.component.OneLine;
import dev.fastback.custom.RecordStrategy;
import java.util.Arrays;
import java.util.Optional;

/** An error that the code of a strategy ran into, told apart from one of Fastback itself. */
final class StrategyFault {
    private StrategyFault() {}

    /**
     * Returns what happened in one line, with the place in the strategy where it has one; empty if the error is not the strategy's: it neither
     * passed through its code nor refuses what it asked for.
     *
     * @param symbol on whose bars it was run
     */
    static Optional<String> line(RecordStrategy strategy, String symbol, Throwable error) {
        Throwable cause = error instanceof ExceptionInInitializerError && error.getCause() != null ? error.getCause() : error;
        String said = strategy.name() + " fails on " + symbol + ": " + OneLine.of(cause);
        Optional<String> place = Arrays.stream(cause.getStackTrace())
                .filter(frame -> isOf(strategy.type().getName(), frame.getClassName()) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
        return place.isPresent() || error instanceof IllegalArgumentException ? Optional.of(place.map(at -> at + ": ").orElse("") + said) : place;
    }

    private static boolean isOf(String type, String name) {
        return name.equals(type) || name.startsWith(type + "$");
    }
}
