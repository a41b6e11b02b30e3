package dev.fastback.validation;

import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Searches;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
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
import java.util.stream.Collectors;

/**
 * What a cheap search chose, searched again. The winner of a symbol is the strategy with the largest in-sample profit per bar of the screen, where
 * symbols share parameters the one with the largest mean of it over all symbols: unseen bars are shown and never choose. The reference goes over every
 * strategy that the screen searched and tells what it would have chosen: exact search, which costs less than the screen; where fits see the fills of the
 * simulator, of which no maximum is known, DIRECT with {@value #REFERENCE_EVALUATIONS} evaluations. Production goes over the winners. What simulations
 * share is shared in all of them.
 *
 * @param screen name of the screen's search
 * @param screenHash of its result
 * @param isProven whether the reference is exact
 * @param winners one per symbol with completed simulations, in the study's order
 * @param pairs symbols and strategies that both the screen and the reference went over
 * @param rankCorrelation Spearman's, of the in-sample profit per bar of those pairs; NaN with fewer than two
 * @param stopped whether it was told to stop before all was searched
 */
public record Validation(
        String screen, String screenHash, boolean isProven, List<Winner> winners, int pairs, double rankCorrelation, boolean stopped) {
    /** What the reference may spend where no maximum is known: ten times what production does. */
    static final int REFERENCE_EVALUATIONS = 5_000;

    public Validation {
        winners = List.copyOf(winners);
    }

    /** Returns whether a study is of the strategies of forecasts alone, whose searches the modes are about. */
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
        boolean isPooled = study.search().isPooled();
        Map<String, String> chosen = best(screen, isPooled);
        List<TunableStrategy> searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).toList();
        boolean isProven = study.search().fills() == Fills.LEVEL;
        SearchSettings best = isProven ? SearchSettings.EXACT : new SearchSettings(Searches.DIRECT, REFERENCE_EVALUATIONS);
        Map<Key, Standing> reference = searched.isEmpty() || chosen.isEmpty()
                ? Map.of()
                : Standing.of(StudyRunner.run(with(study, study.symbols(), searched, best), options));
        Map<Key, Standing> production = production(study, searched, chosen, options);
        Map<String, String> chosenByReference = best(reference, isPooled);
        List<Winner> winners = new ArrayList<>();
        chosen.forEach((symbol, strategy) -> {
            Key key = new Key(symbol, strategy);
            Standing cheap = screen.get(key);
            if (cheap != null) {
                winners.add(new Winner(
                        symbol, strategy, chosenByReference.get(symbol), cheap, production.get(key), reference.get(key)));
            }
        });
        List<Key> both = screen.keySet().stream().filter(reference::containsKey).toList();
        double correlation = RankCorrelation.of(perBar(screen, both), perBar(reference, both));
        return new Validation(label, result.resultHash(), isProven, winners, both.size(), correlation, options.stop().isRequested());
    }

    private static double[] perBar(Map<Key, Standing> standings, List<Key> keys) {
        return keys.stream().map(standings::get).mapToDouble(standing -> standing == null ? Double.NaN : standing.perBar()).toArray();
    }

    /** Returns the strategy with the largest profit per bar of each symbol, of a pool that with the largest mean over the symbols; the earlier of equals. */
    private static Map<String, String> best(Map<Key, Standing> standings, boolean isPooled) {
        Map<String, String> best = new LinkedHashMap<>();
        if (isPooled) {
            Map<String, Double> means = standings.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            one -> one.getKey().strategy(), LinkedHashMap::new, Collectors.averagingDouble(one -> one.getValue().perBar())));
            String winner = means.entrySet().stream()
                    .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                    .map(Map.Entry::getKey)
                    .orElse("");
            standings.keySet().stream().filter(key -> key.strategy().equals(winner)).forEach(key -> best.put(key.symbol(), winner));
            return best;
        }
        Map<String, Double> largest = new LinkedHashMap<>();
        standings.forEach((key, standing) -> {
            if (standing.perBar() > largest.getOrDefault(key.symbol(), Double.NEGATIVE_INFINITY)) {
                largest.put(key.symbol(), standing.perBar());
                best.put(key.symbol(), key.strategy());
            }
        });
        return best;
    }

    /** Searches each symbol's winner with production: one study for the symbols of each strategy, which are all where they share parameters. */
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
        SearchSettings sharing = study.search();
        return new Study(
                symbols, study.forecaster(), strategies,
                search.withSharedBy(sharing.sharedBy()).withPooled(sharing.isPooled()).withFills(sharing.fills()), study.metric(), study.walkForward(), study.unseen(), study.reportAdjustedReturn(), false,
                study.cross(), study.seed());
    }
}
