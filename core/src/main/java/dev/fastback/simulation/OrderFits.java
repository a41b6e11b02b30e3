package dev.fastback.simulation;

import dev.fastback.component.FatalErrors;
import dev.fastback.custom.CompiledClasses;
import dev.fastback.search.Objective;
import dev.fastback.search.Solution;
import dev.fastback.search.StoppedException;
import dev.fastback.search.TrialSink;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fits that end with a symbol's data: their parameters decide the bar to come. */
final class OrderFits {
    private final PreparedStudy prepared;
    private final Study study;

    OrderFits(PreparedStudy prepared) {
        this.prepared = prepared;
        this.study = prepared.study();
    }

    /**
     * Returns the parameters of each strategy, null for one that failed; empty where the fold has too few bars, or the run was told to stop.
     */
    Optional<List<@Nullable Parameters>> of(int symbol) {
        Fold fold = study.orderFold(symbol);
        if (!fold.isUsable() || prepared.stop().isRequested()) {
            return Optional.empty();
        }
        List<@Nullable Parameters> all = new ArrayList<>(study.strategies().size());
        for (TunableStrategy strategy : study.strategies()) {
            try {
                all.add(strategy.space().isEmpty() ? Parameters.NONE : search(symbol, fold, strategy));
            } catch (StoppedException e) {
                return Optional.empty();
            } catch (RuntimeException | Error e) {
                if (FatalErrors.isFatal(e)) {
                    throw e;
                }
                log(symbol, strategy, e);
                all.add(null);
            }
        }
        return Optional.of(all);
    }

    private void log(int symbol, TunableStrategy strategy, Throwable e) {
        System.getLogger(OrderFits.class.getName())
                .log(Level.WARNING, "strategy " + strategy.name() + " has no order for " + study.symbols().get(symbol).name() + ": "
                        + CompiledClasses.line(e));
    }

    private Parameters search(int symbol, Fold fold, TunableStrategy strategy) {
        Objective objective = prepared.objective(symbol, strategy, prepared.symbol(symbol).fit(fold));
        Solution solution = study.search().isShared()
                ? prepared.sharedFits().ofOrders(prepared, symbol, strategy).solution()
                : prepared.search().search(
                        objective,
                        SimulationRun.context(prepared, prepared.symbol(symbol).symbol().name(), strategy, fold.index(), TrialSink.NONE));
        if (!objective.space().permits(solution.point())) {
            throw new IllegalArgumentException("search " + prepared.search().name() + " returned no point of the space");
        }
        Parameters chosen = Parameters.of(objective.space(), solution.point());
        strategy.verify(prepared.symbol(symbol).fit(fold), chosen);
        return chosen;
    }
}
