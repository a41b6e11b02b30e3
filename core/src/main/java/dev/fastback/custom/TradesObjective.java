package dev.fastback.custom;

import dev.fastback.api.Bits;
import dev.fastback.api.Indicators;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Traders;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Measure;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Performance;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.simulate.TradeSignals;
import dev.fastback.simulate.TradeTables;
import dev.fastback.simulate.TradesKernel;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.MetricObjective;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a strategy of signals, trade by trade. A candidate that is not settled by its fills alone (a trailing stop, a position that may be
 * liquidated) is evaluated by the plain objective, so that every value is one of the same function.
 */
final class TradesObjective implements MetricObjective {
    private static final double[] NO_BARS = {};

    private final Binding binding;
    private final MarketSlice slice;
    private final Metric metric;
    private final Objective plain;
    private final Indicators indicators;
    private final boolean isLongOnly;
    private final double periodsPerYear;
    private final boolean needsSharpe;
    private final boolean needsDrawdown;
    private final boolean needsAccount;
    // Made at the first evaluation; threads may each make them.
    private @Nullable TradeTables tables;

    /**
     * Makes an objective.
     *
     * @param plain the same metric, bar by bar
     */
    TradesObjective(Binding binding, MarketSlice slice, Metric metric, Objective plain) {
        this.binding = binding;
        this.slice = slice;
        this.metric = metric;
        this.plain = plain;
        this.indicators = SeriesView.of(slice.bars()).indicators();
        this.isLongOnly = slice.market().isLongOnly();
        this.periodsPerYear = slice.market().periodsPerYear();
        List<Measure> measures = metric.measures();
        this.needsSharpe = measures.stream().anyMatch(measure -> measure.name().equals("sharpe"));
        this.needsDrawdown = measures.stream().anyMatch(measure -> measure.name().equals("drawdown"));
        this.needsAccount = measures.stream().anyMatch(Measure::needsAccount);
    }

    /** Returns what of a metric has every bar looked at, in a few words; null where sums over bars and fills are enough. */
    static @Nullable String refusal(Metric metric) {
        if (metric.measures().isEmpty()) {
            return "the metric " + metric.name();
        }
        return metric.measures().stream()
                .filter(Measure::needsBars)
                .map(measure -> "the metric " + measure.name())
                .findFirst()
                .orElse(null);
    }

    @Override
    public ParameterSpace space() {
        return binding.space();
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public Optional<Objective> newest(int parts) {
        return plain.newest(parts);
    }

    @Override
    public Optional<Objective> plain() {
        return Optional.of(plain);
    }

    @Override
    public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
        TradeTables made = tables;
        if (made == null) {
            made = new TradeTables(
                    SeriesView.of(slice.bars()).prices(), slice.market().venue(), slice.from(), slice.to());
            tables = made;
        }
        Candidates candidates = new Candidates(new TradesKernel(made, needsDrawdown, needsAccount));
        int settled = -1; // the candidate before, where it was settled here
        for (int i = from; i < to; i++) {
            if (!candidates.run(points, i)) {
                plain.evaluate(points, i, i + 1, values);
                settled = -1;
            } else if (settled >= 0 && candidates.isSame()) {
                values.copy(settled, i);
                settled = i;
            } else {
                settled = i;
                put(values, i, candidates.evaluation(), periodsPerYear);
            }
        }
    }

    /** Candidates one after another; those whose bits are the same share what is made of them. */
    private final class Candidates {
        private final TradesKernel kernel;
        private final Binding.Maker maker = binding.maker();
        private @Nullable Bits longEntry;
        private @Nullable Bits longExit;
        private @Nullable Bits shortEntry;
        private @Nullable Bits shortExit;
        private TradeSignals trades = TradeSignals.of(0, TradeSignals.NEVER, TradeSignals.NEVER, TradeSignals.NEVER, TradeSignals.NEVER, true);
        private double sharpe;

        Candidates(TradesKernel kernel) {
            this.kernel = kernel;
        }

        /** Returns whether a point was evaluated here. */
        boolean run(PointBatch points, int i) {
            SignalStrategy strategy = (SignalStrategy) maker.at(points, i);
            Signals signals = Objects.requireNonNull(strategy.signals(indicators), "signals() returned null");
            if (Traders.refusal(signals) != null) {
                return false;
            }
            if (!isOfTheSameBits(signals)) {
                trades = Traders.trades(signals, indicators, isLongOnly);
                longEntry = signals.longEntry();
                longExit = signals.longExit();
                shortEntry = signals.shortEntry();
                shortExit = signals.shortExit();
            }
            if (!kernel.run(trades, Traders.rules(signals))) {
                return false;
            }
            if (!kernel.isSame()) {
                sharpe = needsSharpe ? kernel.sharpe(periodsPerYear) : 0;
            }
            return !Double.isNaN(sharpe);
        }

        /** Returns whether the candidate's account is that of the one before. */
        boolean isSame() {
            return kernel.isSame();
        }

        @SuppressWarnings("ReferenceEquality") // the same objects, whose content nobody has to compare
        private boolean isOfTheSameBits(Signals signals) {
            return signals.longEntry() == longEntry
                    && signals.longExit() == longExit
                    && signals.shortEntry() == shortEntry
                    && signals.shortExit() == shortExit;
        }

        /** Returns what of an evaluation the metric asks for. */
        Evaluation evaluation() {
            return new Evaluation(
                    NO_BARS,
                    kernel.totalReturn(),
                    periodsPerYear,
                    sharpe,
                    kernel.trades(),
                    needsDrawdown ? kernel.maxDrawdown() : 0,
                    0,
                    needsAccount ? performance() : null);
        }

        private Performance performance() {
            return new Performance(
                    kernel.closedTrades(),
                    kernel.wins(),
                    kernel.won(),
                    kernel.lost(),
                    kernel.sumOfReturns(),
                    kernel.sumOfProfits(),
                    kernel.sumOfSquares(),
                    kernel.exposedBars(),
                    Double.NaN,
                    Double.NaN,
                    0);
        }
    }
}
