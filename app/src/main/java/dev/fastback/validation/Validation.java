package dev.fastback.validation;

import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StudyResult;
import dev.fastback.validation.Standing.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cheap search chose, searched again. The winner of a symbol is the strategy with the largest in-sample profit per bar of the screen: unseen bars
 * are shown and never choose. Exact search goes over every strategy that the screen searched, because it costs less than the screen, and tells what
 * it would have chosen; production goes over the winners.
 *
 * @param screen name of the screen's search
 * @param screenHash of its result
 * @param winners one per symbol with completed simulations, in the study's order
 * @param pairs symbols and strategies that both the screen and exact search went over
 * @param rankCorrelation Spearman's, of the in-sample profit per bar of those pairs; NaN with fewer than two
 * @param stopped whether it was told to stop before all was searched
 */
public record Validation(String screen, String screenHash, List<Winner> winners, int pairs, double rankCorrelation, boolean stopped) {
    public Validation {
        winners = List.copyOf(winners);
    }

    /** Returns whether the studies of a strategy have a proven maximum: a validation needs it. */
    public static boolean suits(Study study) {
        return study.strategies().stream().allMatch(strategy -> strategy.needs().forecasts() || strategy.space().isEmpty());
    }

    /**
     * Validates the result of a screen.
     *
     * @param label what the screen is called
     * @param options how the searches are run; nothing is kept of them
     */
    public static Validation of(StudyResult result, String label, RunOptions options) {
        Study study = result.study();
        Map<Key, Standing> screen = Standing.of(result);
        Map<String, String> chosen = best(screen);
        List<TunableStrategy> searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).toList();
        Map<Key, Standing> exact = searched.isEmpty() || chosen.isEmpty()
                ? Map.of()
                : Standing.of(StudyRunner.run(with(study, study.symbols(), searched, SearchSettings.EXACT), options));
        Map<Key, Standing> production = production(study, searched, chosen, options);
        Map<String, String> exactChosen = best(exact);
        List<Winner> winners = new ArrayList<>();
        chosen.forEach((symbol, strategy) -> {
            Key key = new Key(symbol, strategy);
            Standing cheap = screen.get(key);
            if (cheap != null) {
                winners.add(new Winner(
                        symbol, strategy, exactChosen.getOrDefault(symbol, strategy), cheap, production.get(key), exact.get(key)));
            }
        });
        List<Key> both = screen.keySet().stream().filter(exact::containsKey).toList();
        double correlation = RankCorrelation.of(perBar(screen, both), perBar(exact, both));
        return new Validation(label, result.resultHash(), winners, both.size(), correlation, options.stop().isRequested());
    }

    private static double[] perBar(Map<Key, Standing> standings, List<Key> keys) {
        return keys.stream().map(standings::get).mapToDouble(standing -> standing == null ? Double.NaN : standing.perBar()).toArray();
    }

    /** Returns the strategy with the largest profit per bar of each symbol, the earlier of equals. */
    private static Map<String, String> best(Map<Key, Standing> standings) {
        Map<String, String> best = new LinkedHashMap<>();
        Map<String, Double> largest = new LinkedHashMap<>();
        standings.forEach((key, standing) -> {
            if (standing.perBar() > largest.getOrDefault(key.symbol(), Double.NEGATIVE_INFINITY)) {
                largest.put(key.symbol(), standing.perBar());
                best.put(key.symbol(), key.strategy());
            }
        });
        return best;
    }

    /** Searches each symbol's winner with production: one study for the symbols of each strategy. */
    private static Map<Key, Standing> production(
            Study study, List<TunableStrategy> searched, Map<String, String> chosen, RunOptions options) {
        Map<Key, Standing> standings = new LinkedHashMap<>();
        for (TunableStrategy strategy : searched) {
            List<StudySymbol> symbols = study.symbols().stream().filter(symbol -> strategy.name().equals(chosen.get(symbol.name()))).toList();
            if (!symbols.isEmpty()) {
                standings.putAll(Standing.of(StudyRunner.run(with(study, symbols, List.of(strategy), SearchSettings.of(Mode.PRODUCTION)), options)));
            }
        }
        return standings;
    }

    private static Study with(Study study, List<StudySymbol> symbols, List<TunableStrategy> strategies, SearchSettings search) {
        return new Study(
                symbols, study.forecaster(), strategies, search, study.metric(), study.walkForward(), study.unseen(), study.reportAdjustedReturn(), false,
                study.seed());
    }
}
