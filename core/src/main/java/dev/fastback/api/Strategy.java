package dev.fastback.api;

/**
 * A trading strategy: a record whose components are its parameters ({@link Range}) and settings. It implements {@link SignalStrategy}, which is
 * the fast way, or {@link BarStrategy}, where what it does depends on the account; {@link TraderStrategy} is for adapters of other libraries. It must have no state and no randomness of its own: the
 * same components on the same bars give the same trades, which is tested in every run.
 */
public sealed interface Strategy permits SignalStrategy, BarStrategy, TraderStrategy {
    /** Returns whether these parameters make sense together; those that do not are never tried, and cost no budget. */
    default boolean valid() {
        return true;
    }

    /**
     * Returns how many bars it needs before its first signal, beyond those that its indicators need anyway: those are found out. Only what
     * looks back by {@link Bar#value(Line, int)} or in {@link Indicators#custom} has to say so.
     */
    default int warmUp() {
        return 0;
    }
}
