package dev.fastback.input.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is simulated and how it is searched. What is null was not given.
 *
 * @param simulations folds per symbol
 * @param folds how they lie
 * @param strategies names, separated by commas; empty for all
 * @param forecaster name, card of a model, or several of them with commas between
 * @param device what computes models
 * @param search name
 * @param mode name of a budget for DIRECT
 * @param maxfun evaluations that a search may spend
 * @param rules what else was said of searches
 * @param share whether neighbouring simulations share parameters
 * @param shareBatch how many do
 * @param pool whether all symbols share parameters
 * @param closeAtEndOfDay auto, true or false
 * @param fills how unseen bars are filled
 * @param fitFills how bars that are fitted are filled
 * @param statistics on or off: whether statistics say how far the results may be believed
 * @param cross groups that a fit is cut into to cross-validate trials, a comma, and how many are tested
 * @param embargo bars after a test that are not fitted
 * @param original whether the original's conventions were asked for
 * @param seed seed of whatever is random
 * @param own strategies of users
 */
public record StudyOptions(
        @Nullable Integer simulations,
        FoldOptions folds,
        List<String> strategies,
        @Nullable String forecaster,
        @Nullable String device,
        @Nullable String search,
        @Nullable String mode,
        @Nullable Integer maxfun,
        SearchOptions rules,
        boolean share,
        @Nullable Integer shareBatch,
        boolean pool,
        @Nullable String closeAtEndOfDay,
        @Nullable String fills,
        @Nullable String fitFills,
        @Nullable String statistics,
        @Nullable String cross,
        @Nullable Integer embargo,
        boolean original,
        long seed,
        OwnOptions own) {
    public StudyOptions {
        strategies = List.copyOf(strategies);
    }
}
