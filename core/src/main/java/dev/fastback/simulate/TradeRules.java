package dev.fastback.simulate;

import java.util.Arrays;

/**
 * What a candidate does besides its signals. Distances of what protects a position are shares of the price of its fill, or amounts of price per
 * bar, those of the bar of the signal; a share of NaN and no column is none.
 *
 * @param share share of the equity that an entry takes, positive; 1 and more is all that the account may hold
 * @param stopShare distance of the stop, a fraction; NaN for none
 * @param stopDistances distance of the stop at each bar; empty for none; not a copy
 * @param targetShare distance of the target, a fraction; NaN for none
 * @param targetDistances distance of the target at each bar; empty for none; not a copy
 * @param maxBars bars after which a position is left at the open, that of the entry counted; positive
 */
public record TradeRules(
        double share, double stopShare, double[] stopDistances, double targetShare, double[] targetDistances, int maxBars) {
    private static final double[] NONE = {};

    /** All equity, no stop, no target, no limit of time. */
    public static final TradeRules PLAIN = new TradeRules(1, Double.NaN, NONE, Double.NaN, NONE, Integer.MAX_VALUE);

    public TradeRules {
        if (maxBars < 1) {
            throw new IllegalArgumentException("maxBars must be positive: " + maxBars);
        }
    }

    /** Returns whether nothing differs from other rules but that a stop at a fraction of the price lies as far away or further. */
    boolean areThoseWithAWiderStop(TradeRules other) {
        return stopShare >= other.stopShare // neither is NaN then
                && share == other.share
                && Double.compare(targetShare, other.targetShare) == 0
                && Arrays.equals(targetDistances, other.targetDistances)
                && maxBars == other.maxBars;
    }

    /** Returns the same rules with another share of the equity. */
    public TradeRules withShare(double newShare) {
        return new TradeRules(newShare, stopShare, stopDistances, targetShare, targetDistances, maxBars);
    }

    /** Returns the same rules with a stop at a fraction of the price of the fill. */
    public TradeRules withStop(double fraction) {
        return new TradeRules(share, fraction, NONE, targetShare, targetDistances, maxBars);
    }

    /** Returns the same rules with a stop at the distance of the bar of the signal. */
    public TradeRules withStop(double[] distances) {
        return new TradeRules(share, Double.NaN, distances, targetShare, targetDistances, maxBars);
    }

    /** Returns the same rules with a target at a fraction of the price of the fill. */
    public TradeRules withTarget(double fraction) {
        return new TradeRules(share, stopShare, stopDistances, fraction, NONE, maxBars);
    }

    /** Returns the same rules with a target at the distance of the bar of the signal. */
    public TradeRules withTarget(double[] distances) {
        return new TradeRules(share, stopShare, stopDistances, Double.NaN, distances, maxBars);
    }

    /** Returns the same rules with another longest holding. */
    public TradeRules withMaxBars(int bars) {
        return new TradeRules(share, stopShare, stopDistances, targetShare, targetDistances, bars);
    }
}
