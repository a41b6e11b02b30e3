package dev.fastback.search.space;

/**
 * A condition that parameters must meet, judged from the parameters alone, before anything is evaluated. An implementation is a pure
 * function, and equal to others that say the same where spaces are compared.
 */
public interface Constraint {
    /** Returns the condition as people write it, for example {@code fast < slow}. */
    String description();

    /** Returns whether parameters meet it. */
    boolean isMetBy(Parameters parameters);
}
