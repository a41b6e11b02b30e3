package dev.fastback.report.page;

import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Fills;
import dev.fastback.study.Study;

/** What the search counted per bar of a fit, of which a result keeps the total alone. */
final class FittedBar {
    private FittedBar() {}

    /**
     * Returns the return of a fitted bar, a fraction: the mean where the total is a sum, as of the built-in strategies with levels, else the return that compounds to the total over
     * the bars of the fit.
     *
     * @param k position of the strategy in the study
     */
    static double of(Study study, int k, Completed simulation) {
        double total = simulation.strategies().get(k).figures().real(Figure.RETURN);
        int bars = simulation.simulation().fold().fitBars();
        boolean isSum = study.strategies().get(k).spec().provider().equals(Strategies.PROVIDER) && study.search().fills() == Fills.LEVEL;
        return isSum ? total / bars : total <= -1 ? -1 : Math.pow(1 + total, 1.0 / bars) - 1;
    }
}
