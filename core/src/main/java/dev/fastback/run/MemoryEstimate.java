package dev.fastback.run;

import dev.fastback.engine.ThreadEngine;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;

/**
 * How much memory a study needs in one process, in bytes, from what its parts were measured to take; the least heap with which studies
 * of many shapes end was 0.8 to 1.3 times the total.
 *
 * @param bars bars and their moves, of all symbols at once
 * @param forecasts what is forecast
 * @param questions what the forecaster is asked; gone when simulations begin
 * @param simulations those under way, mostly the columns and candidates of their searches
 * @param results what is kept until the report, summaries included
 * @param paths returns and marks of the unseen bars, likewise
 */
public record MemoryEstimate(long bars, long forecasts, long questions, long simulations, long results, long paths) {
    private static final long BASE = 6L << 20;
    // Six columns and the moves of four.
    private static final long PER_BAR = 80;
    // Point, lower and upper of four columns.
    private static final long PER_FORECAST_BAR = 96;
    private static final long PER_QUESTION_BAR = 336;
    private static final long PER_WINDOW_BAR = 450;
    private static final long PER_SIMULATION = 120;
    private static final long PER_SEARCHED_RESULT = 300;
    private static final long PER_RULE_RESULT = 130;
    private static final long PER_SUMMARY = 350;
    // The return and the marks of a strategy.
    private static final long PER_PATH_BAR = 9;

    /**
     * Estimates what a study needs.
     *
     * @param workers simulations that run at the same time in this process; 0 where they run in others
     * @param keepsResults whether results are kept in memory
     */
    public static MemoryEstimate of(Study study, int workers, boolean keepsResults) {
        WalkForward folds = study.walkForward();
        long bars = 0;
        long forecastBars = 0;
        long questions = 0;
        long longest = 0;
        long unseen = 0;
        for (StudySymbol symbol : study.symbols()) {
            long size = symbol.bars().size();
            long window = Math.min(size, folds.anchored() ? size : folds.validation());
            bars += size;
            // Folds that lie apart leave bars between them that are not forecast, but have a place all the same.
            forecastBars += Math.min(size, reach(folds, window, folds.step()));
            questions += Math.min(size, reach(folds, window, Math.min(folds.step(), window + folds.testBars())));
            longest = Math.max(longest, window);
            unseen += folds.testBars() == 0 ? 0 : Math.min(size, (long) folds.simulations() * folds.step() + folds.testBars());
        }
        long running = Math.min(workers, ((long) study.simulationCount() + ThreadEngine.CHUNK - 1) / ThreadEngine.CHUNK);
        long result = PER_SIMULATION;
        for (TunableStrategy strategy : study.strategies()) {
            result += strategy.space().isEmpty() ? PER_RULE_RESULT : PER_SEARCHED_RESULT;
        }
        long summaries = (long) study.symbols().size() * study.strategies().size() * PER_SUMMARY;
        return new MemoryEstimate(
                bars * PER_BAR,
                forecastBars * PER_FORECAST_BAR,
                questions * PER_QUESTION_BAR,
                running * longest * Math.min(study.search().sharedBy(), folds.simulations()) * PER_WINDOW_BAR,
                (keepsResults ? study.simulationCount() * result : 0) + summaries,
                unseen * study.strategies().size() * PER_PATH_BAR);
    }

    /** Returns the bars that folds with the given window take, each next one so many more. */
    private static long reach(WalkForward folds, long window, long more) {
        return folds.simulations() * more + window + folds.testBars();
    }

    /** Returns the most that is there at a time, with a tenth for what lies between. */
    public long total() {
        return (BASE + bars + forecasts + Math.max(questions, simulations + results + paths)) * 11 / 10;
    }
}
