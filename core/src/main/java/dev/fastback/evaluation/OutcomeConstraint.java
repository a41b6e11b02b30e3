package dev.fastback.evaluation;

import java.util.Locale;

/**
 * A condition on what a strategy does, judged after its evaluation: {@code trades>=30}. Parameters that do not meet it are worse than all that
 * do, by how much they miss it.
 *
 * @param measure what is judged
 * @param isLeast whether the bound is the least that is permitted; else it is the most
 * @param bound finite
 */
public record OutcomeConstraint(Measure measure, boolean isLeast, double bound) {
    public OutcomeConstraint {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("the bound of " + measure.name() + " must be finite: " + bound);
        }
    }

    /**
     * Returns the constraint of a text such as {@code trades>=30} or {@code drawdown<=0.3}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is expected
     */
    public static OutcomeConstraint of(String text) {
        int at = text.indexOf(">=") >= 0 ? text.indexOf(">=") : text.indexOf("<=");
        if (at > 0) {
            try {
                double bound = Double.parseDouble(text.substring(at + 2).strip());
                return new OutcomeConstraint(
                        Metrics.measure(text.substring(0, at).strip().toLowerCase(Locale.ROOT)), text.charAt(at) == '>', bound);
            } catch (NumberFormatException e) {
                // said below
            }
        }
        throw new IllegalArgumentException("a condition is NAME>=NUMBER or NAME<=NUMBER, for example trades>=30: " + text);
    }

    /** Returns by how much an evaluation misses it, as a share of the bound where that is not 0; 0 where it is met. */
    public double violation(Evaluation evaluation) {
        double value = measure.of(evaluation);
        if (isLeast ? value >= bound : value <= bound) {
            return 0;
        }
        double missing = Math.abs(value - bound) / (bound == 0 ? 1 : Math.abs(bound));
        return Double.isFinite(missing) ? missing : Double.MAX_VALUE;
    }

    /** Returns the text that {@link #of} reads. */
    public String text() {
        return measure.name() + (isLeast ? ">=" : "<=") + number(bound);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
