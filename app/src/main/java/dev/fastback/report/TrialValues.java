package dev.fastback.report;

import dev.fastback.result.Trials;

/** Values of kept trials as they are drawn. */
public final class TrialValues {
    private TrialValues() {}

    /** Returns the value of a trial; NaN where it breaks a constraint or has none. */
    public static double of(Trials trials, int row) {
        double value = trials.value(row, 0);
        return trials.violation(row) > 0 || !Double.isFinite(value) ? Double.NaN : value;
    }
}
