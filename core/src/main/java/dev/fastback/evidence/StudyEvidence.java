package dev.fastback.evidence;

import dev.fastback.component.FatalErrors;
import dev.fastback.component.OneLine;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.FittedPaths;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.TunableStrategy;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The evidence of all strategies of one symbol, once its simulations are done. A pure function of the study and their results. */
public final class StudyEvidence {
    /** Fits that are executed by the simulator at most; of more, an even choice. */
    private static final int MOST_FITS = 200;
    /** What is told of the trials of a search. */
    private static final List<String> OF_TRIALS = List.of(EvidenceFigure.TRIALS, EvidenceFigure.OVERFITTING, EvidenceFigure.CROSS);

    private final PreparedStudy prepared;
    private final int symbol;
    private final List<Completed> completed;
    private final @Nullable Completed newest;
    private final PooledEvidence pool;
    private final int workers;

    private StudyEvidence(
            PreparedStudy prepared, int symbol, List<Completed> completed, @Nullable Completed newest, PooledEvidence pool, int workers) {
        this.prepared = prepared;
        this.symbol = symbol;
        this.completed = completed;
        this.newest = newest;
        this.pool = pool;
        this.workers = workers;
    }

    /**
     * Returns the evidence of each strategy, in the study's order.
     *
     * @param results the symbol's simulations, newest first; null for one that has no result
     * @param newest the newest completed one with what was kept of its trials; null without any
     * @param outcome the symbol's unseen paths
     * @param pool what symbols have in common, the same for all of them
     * @param workers threads that work, at least 1; with 1 this one does
     */
    public static List<StrategyEvidence> of(
            PreparedStudy prepared,
            int symbol,
            List<@Nullable SimulationResult> results,
            @Nullable SimulationResult newest,
            SymbolOutcome outcome,
            PooledEvidence pool,
            int workers) {
        List<Completed> completed = new ArrayList<>();
        for (SimulationResult result : results) {
            if (result instanceof Completed one) {
                completed.add(one);
            }
        }
        return new StudyEvidence(prepared, symbol, completed, newest instanceof Completed one ? one : null, pool, workers).of(outcome);
    }

    private List<StrategyEvidence> of(SymbolOutcome outcome) {
        Map<String, WalkEvidence.Walks> walks =
                newest == null ? Map.of() : WalkEvidence.of(prepared, symbol, newest.simulation().fold(), workers);
        List<StrategyEvidence> all = new ArrayList<>();
        InOrder.<StrategyEvidence.Builder, RuntimeException>forEach(
                workers,
                "fastback-evidence-",
                prepared.study().strategies().size(),
                k -> ofFits(k, outcome, walks),
                (k, evidence) -> all.add(withTrials(k, evidence)));
        return all;
    }

    /** Returns what the fits of a strategy tell, and what was found on random walks. */
    private StrategyEvidence.Builder ofFits(int k, SymbolOutcome outcome, Map<String, WalkEvidence.Walks> walks) {
        TunableStrategy strategy = prepared.study().strategies().get(k);
        StrategyEvidence.Builder evidence = StrategyEvidence.of(strategy.name());
        inSample(k, strategy, outcome.path(strategy.name()).orElse(null), evidence);
        if (newest != null && !strategy.space().isEmpty()) {
            WalkEvidence.Walks found = walks.get(strategy.name());
            if (found != null) {
                double own = newest.strategies().get(k).figures().real(Figure.RETURN);
                found.tell(newest.simulation().fold().fitBars(), own, evidence);
            }
            optimum(k, strategy, newest, evidence);
        }
        return evidence;
    }

    private void inSample(int k, TunableStrategy strategy, @Nullable UnseenPath path, StrategyEvidence.Builder evidence) {
        if (newest == null) {
            return;
        }
        evidence.set(EvidenceFigure.FIT_BARS, newest.simulation().fold().fitBars());
        guarded(strategy, List.of(EvidenceFigure.IN_SAMPLE), evidence, () -> {
            FittedPaths fitted = new FittedPaths(prepared, symbol);
            double sum = 0;
            long bars = 0;
            for (Completed one : evenly()) {
                double[] returns = fitted.returns(strategy, one.simulation().fold(), one.strategies().get(k).parameters())
                        .orElse(null);
                if (returns == null) {
                    evidence.reason(EvidenceFigure.IN_SAMPLE, "it does not trade by orders");
                    return;
                }
                sum += ReturnStatistics.sum(returns);
                bars += returns.length;
            }
            double perBar = sum / bars;
            evidence.set(EvidenceFigure.FIT_PER_BAR, perBar);
            if (path != null && path.bars() > 0 && perBar > 0) {
                evidence.set(EvidenceFigure.EFFICIENCY, path.perBar() / perBar);
            }
        });
    }

    /** Returns all completed simulations, or an even choice of many. */
    private List<Completed> evenly() {
        int stride = Math.ceilDiv(completed.size(), MOST_FITS);
        return stride <= 1 ? completed : IntStream.range(0, completed.size()).filter(i -> i % stride == 0).mapToObj(completed::get).toList();
    }

    private void optimum(int k, TunableStrategy strategy, Completed last, StrategyEvidence.Builder evidence) {
        Movement.tell(strategy.space(), completed.stream().map(one -> one.strategies().get(k).parameters()).toList(), evidence);
        guarded(strategy, List.of(EvidenceFigure.TRIALS), evidence, () -> UnmetConditions.tell(prepared, completed, k, pool, evidence));
        guarded(strategy, List.of(EvidenceFigure.OPTIMUM), evidence, () -> {
            OneTick.tell(prepared, symbol, k, evenly(), evidence);
            evidence.surface(Surfaces.of(prepared, symbol, strategy, last.simulation().fold(), last.strategies().get(k).parameters()));
        });
    }

    /** Adds what the trials of a strategy's newest search tell, whose returns may be many: one strategy at a time, which has all threads. */
    private StrategyEvidence withTrials(int k, StrategyEvidence.Builder evidence) {
        TunableStrategy strategy = prepared.study().strategies().get(k);
        Completed last = newest;
        if (last != null && !strategy.space().isEmpty()) {
            guarded(strategy, OF_TRIALS, evidence, () -> {
                StrategyResult found = last.strategies().get(k);
                if (prepared.study().search().isPooled()) {
                    evidence.take(pool.of(prepared, last.simulation(), strategy, found));
                } else {
                    new TrialEvidence(prepared, last.simulation(), strategy, found, workers).tell(evidence);
                }
            });
        }
        return evidence.build();
    }

    // The simulations are done and stored: a strategy that fails here has no such figures, and the run goes on.
    private static void guarded(TunableStrategy strategy, List<String> groups, StrategyEvidence.Builder evidence, Runnable work) {
        try {
            work.run();
        } catch (StoppedException e) {
            groups.forEach(group -> evidence.reason(group, "the run was told to stop"));
        } catch (RuntimeException | Error e) {
            if (FatalErrors.isFatal(e)) {
                throw e;
            }
            System.getLogger(StudyEvidence.class.getName())
                    .log(Level.WARNING, "strategy " + strategy.name() + " cannot be judged (" + String.join(", ", groups) + "): " + OneLine.of(e));
            groups.forEach(group -> evidence.reason(group, OneLine.of(e)));
        }
    }
}
