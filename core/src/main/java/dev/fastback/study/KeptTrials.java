package dev.fastback.study;

/** What a run keeps of the points that its searches evaluate. */
public enum KeptTrials {
    /** Nothing. */
    NONE,
    /** Parameters, metrics and violations. */
    VALUES,
    /** The same, and what each trial earned in blocks of the bars that are fitted: the sum and the sum of squares of its returns. */
    BLOCKS
}
