package dev.fastback.study;

/** What a run keeps of the points that its searches evaluate. */
public enum KeptTrials {
    /** Nothing. */
    NONE,
    /** Parameters, metrics and violations. */
    VALUES
}
