package dev.fastback.stats;

import java.util.Locale;

/**
 * How far a strategy's result may be believed. Never more than that: a consistent past promises nothing.
 *
 * <p>The rule (docs/statistics.md) looks at unseen bars first, since those in sample were chosen to be good:
 *
 * <ul>
 *   <li>{@link Level#NONE}: fewer than {@value #FEWEST_BARS} unseen bars in the market, or a p-value of the unseen mean above {@value #WEAK_LEVEL};
 *   <li>{@link Level#CONSISTENT}: the p-value, adjusted for all strategies and symbols shown beside it, is at most {@value #CONSISTENT_LEVEL}, and where the
 *       search's trials are known, the best is not likely overfitted: a probability of overfitting of at most {@value #MOST_OVERFITTING};
 *   <li>{@link Level#WEAK}: anything between.
 * </ul>
 *
 * @param level the verdict
 * @param reason the two figures that decided it, as a sentence without its full stop
 */
public record Verdict(Level level, String reason) {
    /** Unseen bars with a position below which nothing is said in a strategy's favour. */
    public static final int FEWEST_BARS = 20;

    /** The p-value up to which there is at least weak evidence. */
    public static final double WEAK_LEVEL = 0.1;

    /** The adjusted p-value up to which a result is consistent. */
    public static final double CONSISTENT_LEVEL = 0.05;

    /** The probability of backtest overfitting up to which a result is consistent. */
    public static final double MOST_OVERFITTING = 0.5;

    /** The verdicts. */
    public enum Level {
        /** No evidence. */
        NONE("none"),
        /** Weak evidence. */
        WEAK("weak"),
        /** The unseen bars agree with the search. */
        CONSISTENT("consistent");

        private final String id;

        Level(String id) {
            this.id = id;
        }

        /** Returns its name in JSON. */
        public String id() {
            return id;
        }
    }

    /**
     * Judges a strategy.
     *
     * @param evidence of its unseen returns
     * @param barsInMarket unseen bars with a position
     * @param adjustedPValue {@code evidence.pValue()} after {@link FalseDiscovery}; NaN as that is
     * @param overfitting probability of backtest overfitting of the search; NaN when it is unknown
     */
    public static Verdict of(
            MeanEvidence evidence, int barsInMarket, double adjustedPValue, double overfitting) {
        if (barsInMarket < FEWEST_BARS) {
            return new Verdict(Level.NONE, barsInMarket + " unseen bars in the market, fewer than " + FEWEST_BARS);
        }
        if (!(evidence.pValue() <= WEAK_LEVEL)) {
            return new Verdict(
                    Level.NONE, "unseen mean " + mean(evidence) + ", p " + figure(evidence.pValue()));
        }
        if (!(adjustedPValue <= CONSISTENT_LEVEL)) {
            return new Verdict(
                    Level.WEAK, "unseen mean " + mean(evidence) + ", adjusted p " + figure(adjustedPValue));
        }
        if (overfitting > MOST_OVERFITTING) {
            return new Verdict(
                    Level.WEAK,
                    "adjusted p " + figure(adjustedPValue) + ", but probability of overfitting " + figure(overfitting));
        }
        return new Verdict(
                Level.CONSISTENT, "unseen mean " + mean(evidence) + ", adjusted p " + figure(adjustedPValue));
    }

    private static String mean(MeanEvidence evidence) {
        return String.format(
                Locale.ROOT, "%+.4f %% +- %.4f", evidence.mean() * 100, evidence.standardError() * 100);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
