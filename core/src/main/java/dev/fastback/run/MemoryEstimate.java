package dev.fastback.run;

import dev.fastback.custom.RecordStrategy;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.indicator.LineCache;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.simulation.trials.TrialRoom;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;

/**
 * How much memory a study needs in one process, in bytes, from what its parts were measured to take; the least heap with which studies
 * of many shapes end was 0.8 to 1.3 times the total.
 *
 * <p>Settings may be any, so that sums and products that no long holds become {@link Long#MAX_VALUE}.
 *
 * @param bars bars and their moves, of all symbols at once
 * @param forecasts what is forecast
 * @param questions what the forecaster is asked; gone when simulations begin
 * @param simulations those under way, mostly the columns, candidates and trials of their searches
 * @param indices what is kept of each simulation, whatever became of it: its index, and whether it has a result
 * @param results what is kept until the report, summaries included
 * @param lines columns of indicators that strategies of users ask for; the cache keeps no more than its share of the heap
 * @param paths returns and marks of the unseen bars, likewise, with what is drawn of them
 */
public record MemoryEstimate(
        long bars, long forecasts, long questions, long simulations, long indices, long results, long lines, long paths) {
    private static final long BASE = 6L << 20;
    // Six columns and the moves of four.
    private static final long PER_BAR = 80;
    // Point, lower and upper of four columns.
    private static final long PER_FORECAST_BAR = 96;
    private static final long PER_QUESTION_BAR = 336;
    private static final long PER_WINDOW_BAR = 450;
    // The indices of what is missing, once more while they are put together, and a bit each in the journal, its writer and a copy.
    private static final long PER_INDEX = 9;
    private static final long PER_SIMULATION = 120;
    private static final long PER_SEARCHED_RESULT = 300;
    private static final long PER_RULE_RESULT = 130;
    private static final long PER_SUMMARY = 350;
    // The return and the marks of a strategy.
    private static final long PER_PATH_BAR = 9;
    // The ledger of a path while it is traded: four columns and whether the bar is decided. That of the first is in what was measured.
    private static final long PER_LEDGER_BAR = 33;
    // Of the newest bars of a path: a trade takes two of them or more as a rule.
    private static final long PER_TRADED_BAR = 32;
    // The surface and the distributions of a strategy with parameters.
    private static final long PER_SURFACE = 8_000;

    /**
     * Estimates what a study needs.
     *
     * @param workers simulations that run at the same time in this process; 0 where they run in others
     * @param keepsResults whether results are kept in memory
     */
    public static MemoryEstimate of(Study study, int workers, boolean keepsResults) {
        long trials = trialBytes(study);
        long result = plus(resultBytes(study), trials);
        long shared = times(
                Math.min(study.search().sharedBy(), study.walkForward().simulations()),
                study.search().isPooled() ? study.symbols().size() : 1);
        // Simulations that share their parameters stay together, and so do their results.
        long chunk = Math.max(ThreadEngine.CHUNK, shared);
        long running = Math.min(workers, (study.simulationCount() + chunk - 1) / chunk);
        long waiting = plus(
                times(running, chunk, study.search().isShared() ? result : trials),
                running < 2 ? 0 : times(Math.min(study.simulationCount(), ThreadEngine.mostWaiting(study)), result));
        MemoryEstimate common = common(study);
        return new MemoryEstimate(
                common.bars,
                common.forecasts,
                common.questions,
                plus(times(running, longest(study), shared, PER_WINDOW_BAR), times(running, 2, trials)),
                study.simulationCount() * PER_INDEX,
                plus(keepsResults ? times(study.simulationCount(), result) : waiting, common.results),
                lines(study),
                plus(common.paths, times(ledgers(study, workers), longestPath(study), PER_LEDGER_BAR)));
    }

    /** Returns how many paths of a symbol are traded beside one. */
    private static long ledgers(Study study, int workers) {
        return Math.max(0, Math.min(workers, study.strategies().size()) - 1);
    }

    private static long longestPath(Study study) {
        WalkForward folds = study.walkForward();
        return folds.testBars() == 0
                ? 0
                : study.symbols().stream().mapToLong(symbol -> Math.min(symbol.bars().size(), reach(folds, 0, folds.step()))).max().orElse(0);
    }

    /** Estimates what a study needs in a worker process, which is told a few indices at a time and keeps no result. */
    public static MemoryEstimate inWorker(Study study) {
        MemoryEstimate one = of(study, 1, false);
        return new MemoryEstimate(one.bars, one.forecasts, one.questions, one.simulations, 0, one.results, one.lines, 0);
    }

    /** Returns what does not depend on how the study is run. */
    private static MemoryEstimate common(Study study) {
        WalkForward folds = study.walkForward();
        long bars = 0;
        long forecastBars = 0;
        long questions = 0;
        long unseen = 0;
        boolean forecasts = study.strategies().stream().anyMatch(strategy -> strategy.needs().forecasts());
        for (StudySymbol symbol : study.symbols()) {
            long size = symbol.bars().size();
            long window = window(folds, size);
            bars += size;
            unseen += folds.testBars() == 0 ? 0 : Math.min(size, reach(folds, 0, folds.step()));
            if (!forecasts) {
                continue;
            }
            // Folds that lie apart leave bars between them that are not forecast, but have a place all the same.
            forecastBars += Math.min(size, reach(folds, window, folds.step()));
            questions += Math.min(size, reach(folds, window, Math.min(folds.step(), window + folds.testBars())));
        }
        long summaries = (long) study.symbols().size() * study.strategies().size() * PER_SUMMARY;
        return new MemoryEstimate(
                times(bars, PER_BAR), times(forecastBars, PER_FORECAST_BAR), times(questions, PER_QUESTION_BAR), 0, 0, summaries, 0,
                plus(times(unseen, study.strategies().size(), PER_PATH_BAR), details(study)));
    }

    /** Returns the bytes of what is drawn beyond figures. */
    private static long details(Study study) {
        WalkForward folds = study.walkForward();
        long traded = folds.testBars() == 0 ? 0 : Math.min(PathTrade.MOST, reach(folds, 0, folds.step()));
        long searched = study.isJudged() ? study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).count() : 0;
        return times(study.symbols().size(), plus(times(traded, study.strategies().size(), PER_TRADED_BAR), searched * PER_SURFACE));
    }

    /** Returns the bytes of the lines that are kept at most, with one line for each value of each parameter and series. */
    private static long lines(Study study) {
        long values = 0;
        for (TunableStrategy strategy : study.strategies()) {
            if (strategy instanceof RecordStrategy) {
                values = plus(values, 1, strategy.space().isEmpty() ? 0 : GridSearch.count(strategy.space()));
            }
        }
        long bars = study.symbols().stream().mapToLong(symbol -> symbol.bars().size()).sum();
        return Math.min(times(values, bars, Double.BYTES), LineCache.shared().mostBytes());
    }

    /** Returns the bytes of the result of one simulation. */
    static long resultBytes(Study study) {
        long result = PER_SIMULATION;
        for (TunableStrategy strategy : study.strategies()) {
            result += strategy.space().isEmpty() ? PER_RULE_RESULT : PER_SEARCHED_RESULT;
        }
        return result;
    }

    /** Returns the bytes of what is kept of the trials of a simulation at most. */
    private static long trialBytes(Study study) {
        if (!study.search().keepsTrials()) {
            return 0;
        }
        long bytes = 0;
        TrialRoom room = TrialRoom.least(study);
        for (TunableStrategy strategy : study.strategies()) {
            long evaluated = study.search().evaluations(strategy).orElse(0);
            int parameters = strategy.space().dimension();
            int metrics = study.metric().parts().size();
            bytes += parameters == 0 ? 0 : room.bytesOf(evaluated, parameters, metrics);
        }
        return bytes;
    }

    private static long window(WalkForward folds, long size) {
        return Math.min(size, folds.anchored() ? size : folds.validation());
    }

    private static long longest(Study study) {
        return study.symbols().stream()
                .mapToLong(symbol -> window(study.walkForward(), symbol.bars().size()))
                .max()
                .orElse(0);
    }

    /** Returns the bars that folds with the given window take, each next one so many more. */
    private static long reach(WalkForward folds, long window, long more) {
        return plus(times(folds.simulations(), more), window + folds.testBars());
    }

    /** Returns a product of numbers that are not negative, at most {@link Long#MAX_VALUE}. */
    private static long times(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = factor != 0 && product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }

    /** Returns a sum of numbers that are not negative, at most {@link Long#MAX_VALUE}. */
    private static long plus(long... terms) {
        long sum = 0;
        for (long term : terms) {
            sum = sum > Long.MAX_VALUE - term ? Long.MAX_VALUE : sum + term;
        }
        return sum;
    }

    /** Returns the most that is there at a time, with a tenth for what lies between. */
    public long total() {
        long sum = plus(BASE, bars, forecasts, Math.max(questions, plus(simulations, indices, results, lines, paths)));
        return plus(sum, sum / 10);
    }
}
