package dev.fastback.validation;

import dev.fastback.evaluation.Metric;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.TunableStrategy;
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
 * What a cheap search chose, searched again. Of strategies on forecasts the winner of a symbol is the one with the largest in-sample profit per bar of the
 * screen, of others the one whose fits have the largest mean of the metric; where symbols share parameters the one with the largest mean of it over all
 * symbols: unseen bars are shown and never choose. The reference goes over every strategy that the screen searched and tells what it would have
 * chosen; the larger search goes over the winners ({@link Steps}). What simulations share is shared in all of them.
 *
 * @param screen name of the screen's search
 * @param screenHash of its result
 * @param steps how winners were searched again
 * @param metric what the searches make as large as possible
 * @param winners one per symbol with completed simulations, in the study's order
 * @param pairs symbols and strategies that both the screen and the reference went over
 * @param rankCorrelation Spearman's, of the scores of those pairs; NaN with fewer than two
 * @param stopped whether it was told to stop before all was searched
 */
public record Validation(
        String screen, String screenHash, Steps steps, Metric metric, List<Winner> winners, int pairs, double rankCorrelation, boolean stopped) {
    public Validation {
        winners = List.copyOf(winners);
    }

    /** Returns whether a study is of the strategies of forecasts alone, whose searches the modes are about. */
    public static boolean isOfModes(Study study) {
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
        Steps steps = isOfModes(study) ? Steps.ofModes(study) : Steps.ofOthers(study);
        Map<Key, Standing> screen = Standing.of(result, steps.isOfFits());
        boolean isPooled = study.search().isPooled();
        Map<String, String> chosen = best(screen, isPooled);
        List<TunableStrategy> searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).toList();
        Map<Key, Standing> reference = searched.isEmpty() || chosen.isEmpty()
                ? Map.of()
                : Standing.of(StudyRunner.run(with(study, study.symbols(), searched, steps.referenceSearch()), options), steps.isOfFits());
        Map<Key, Standing> larger = larger(study, steps, searched, chosen, options);
        Map<String, String> chosenByReference = best(reference, isPooled);
        List<Winner> winners = new ArrayList<>();
        chosen.forEach((symbol, strategy) -> {
            Key key = new Key(symbol, strategy);
            Standing cheap = screen.get(key);
            if (cheap != null) {
                winners.add(new Winner(
                        symbol, strategy, chosenByReference.get(symbol), cheap, larger.get(key), reference.get(key)));
            }
        });
        List<Key> both = screen.keySet().stream().filter(reference::containsKey).toList();
        double correlation = RankCorrelation.of(scores(screen, both), scores(reference, both));
        return new Validation(label, result.resultHash(), steps, study.metric(), winners, both.size(), correlation, options.stop().isRequested());
    }

    private static double[] scores(Map<Key, Standing> standings, List<Key> keys) {
        return keys.stream().map(standings::get).mapToDouble(standing -> standing == null ? Double.NaN : standing.score()).toArray();
    }

    /** Returns the strategy with the largest score of each symbol, of a pool that with the largest mean over the symbols; the earlier of equals. */
    private static Map<String, String> best(Map<Key, Standing> standings, boolean isPooled) {
        Map<String, String> best = new LinkedHashMap<>();
        if (isPooled) {
            Map<String, Double> means = standings.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            one -> one.getKey().strategy(), LinkedHashMap::new, Collectors.averagingDouble(one -> one.getValue().score())));
            String winner = means.entrySet().stream()
                    .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                    .map(Map.Entry::getKey)
                    .orElse("");
            standings.keySet().stream().filter(key -> key.strategy().equals(winner)).forEach(key -> best.put(key.symbol(), winner));
            return best;
        }
        Map<String, Double> largest = new LinkedHashMap<>();
        standings.forEach((key, standing) -> {
            if (standing.score() > largest.getOrDefault(key.symbol(), Double.NEGATIVE_INFINITY)) {
                largest.put(key.symbol(), standing.score());
                best.put(key.symbol(), key.strategy());
            }
        });
        return best;
    }

    /** Searches each symbol's winner with the larger search: one study for the symbols of each strategy, which are all where they share parameters. */
    private static Map<Key, Standing> larger(
            Study study, Steps steps, List<TunableStrategy> searched, Map<String, String> chosen, RunOptions options) {
        Map<Key, Standing> standings = new LinkedHashMap<>();
        for (TunableStrategy strategy : searched) {
            List<StudySymbol> symbols = study.symbols().stream().filter(symbol -> strategy.name().equals(chosen.get(symbol.name()))).toList();
            if (!symbols.isEmpty()) {
                standings.putAll(Standing.of(StudyRunner.run(with(study, symbols, List.of(strategy), steps.largerSearch()), options), steps.isOfFits()));
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
