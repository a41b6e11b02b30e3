package dev.fastback.result;

import java.util.List;

/**
 * How often a run's data was looked at: what this run tried, and what runs of other studies on the same bars had tried before. Written down once,
 * when a run ends; no part of the result hash, because it depends on what the store held then.
 *
 * @param symbols one per symbol, in the study's order
 */
public record RunHistory(List<OfSymbol> symbols) {
    public RunHistory {
        symbols = List.copyOf(symbols);
    }

    /**
     * The bars of one symbol.
     *
     * @param symbol its name
     * @param trials evaluations of this run, each rule counted as one
     * @param earlierStudies other studies that runs which ended before had on the same bars; equal ones count once
     * @param earlierTrials what they tried
     */
    public record OfSymbol(String symbol, long trials, int earlierStudies, long earlierTrials) {
        /**
         * Returns a p-value adjusted for the earlier studies too: each was one more look at the same bars (Bonferroni).
         *
         * @param pValue adjusted for the run itself
         */
        public double adjusted(double pValue) {
            return Math.min(1, pValue * (1.0 + earlierStudies));
        }
    }
}
