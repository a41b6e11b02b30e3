package dev.fastback.data.findings;

/** What to do with rows that a check finds wrong; warnings are reported under every policy. */
public enum BadBarPolicy {
    /** Stops at the end of the file with the first error and the number of the others. */
    FAIL,
    /** Leaves wrong rows out. */
    DROP,
    /**
     * Mends what can be mended honestly and leaves the rest out: high and low are widened to contain open and close, a
     * negative volume becomes 0, rows are sorted by time, of rows with equal times the first in the file stays.
     */
    REPAIR
}
