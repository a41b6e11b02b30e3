package dev.fastback.bench;

import dev.fastback.api.BarStrategy;
import dev.fastback.api.Bits;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Range;
import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Signals;
import dev.fastback.api.Strategy;
import dev.fastback.api.Traders;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Budget;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Searches;
import dev.fastback.search.StopSignal;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.methods.Grid;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.UnseenPaths;
import dev.fastback.simulation.trials.TrialKeeper;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What do strategies of one's own cost, in processor time of one thread, which other programs on the machine disturb less than the clock? Prints a
 * line for each work of docs/benchmarks.md: the first round in a new Java, and the median of the rounds after that. Arguments: names of works, all by
 * default.
 */
public final class StrategyTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String ALL_FIGURES = "sharpe where trades>=0,drawdown<=1";
    private static volatile double sink;

    private StrategyTimes() {}

    /** Crossing averages, all in. */
    public record Pair(@Range(min = 2, max = 100) int fast, @Range(min = 3, max = 100) int slow) implements SignalStrategy {
        @Override
        public boolean valid() {
            return fast < slow;
        }

        @Override
        public Signals signals(Indicators in) {
            return Signals.longWhile(in.sma(fast).above(in.sma(slow)));
        }
    }

    /** The same with a stop. */
    public record Stopped(
            @Range(min = 2, max = 101) int fast,
            @Range(min = 102, max = 201) int slow,
            @Range(min = 0.005, max = 0.5, step = 0.005) double stop)
            implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Bits above = in.sma(fast).above(in.sma(slow));
            return Signals.enterLong(above).exitLong(above.not()).stopLoss(stop);
        }
    }

    /** Four averages, the example of backtesting.py's documentation with its ranges: 486 candidates, of which it tries 177. */
    public record Four(
            @Range(min = 10, max = 100, step = 10) int first,
            @Range(min = 20, max = 200, step = 20) int second,
            @Range(min = 15, max = 30, step = 5) int enter,
            @Range(min = 10, max = 20, step = 5) int exit)
            implements SignalStrategy {
        @Override
        public boolean valid() {
            return exit < enter && enter < first && first < second;
        }

        @Override
        public Signals signals(Indicators in) {
            Line first = in.sma(this.first);
            Line second = in.sma(this.second);
            Bits rising = first.above(second);
            return Signals.enterLong(rising.and(in.close().above(in.sma(enter)))).exitLong(rising.not().or(in.close().below(in.sma(exit))));
        }
    }

    /** Stop, target and trailing stop, which need the general simulator. */
    public record Guarded(@Range(min = 5, max = 20) int fast, @Range(min = 25, max = 60) int slow) implements SignalStrategy {
        @Override
        public Signals signals(Indicators in) {
            Bits above = in.sma(fast).above(in.sma(slow));
            return Signals.enterLong(above).exitLong(above.not()).stopLoss(0.05).takeProfit(0.10).trailingStop(0.08);
        }
    }

    /** The same, asked at every bar. */
    public record GuardedEvents(@Range(min = 5, max = 20) int fast, @Range(min = 25, max = 60) int slow) implements BarStrategy {
        @Override
        public OnBar start(Indicators in) {
            Line quick = in.sma(fast);
            Line lazy = in.sma(slow);
            return bar -> {
                boolean up = bar.value(quick) > bar.value(lazy);
                if (!bar.flat()) {
                    if (!up) {
                        bar.exit();
                    }
                } else if (up && !(bar.value(quick, 1) > bar.value(lazy, 1))) {
                    bar.buy().stopLoss(0.05).takeProfit(0.10).trail(0.08);
                }
            };
        }
    }

    /** A piece of work. */
    private interface Work {
        double run();
    }

    /** Runs the works. */
    public static void main(String[] args) {
        List<String> wanted = List.of(args);
        Map<String, Runnable> works = new LinkedHashMap<>();
        works.put("pairs", () -> grid("4,851 pairs x 3,000 bars", Pair.class, 3_000, 31));
        works.put("four", () -> grid("four averages x 2,148 bars", Four.class, 2_148, 201));
        works.put("million", () -> grid("1,000,000 x 1,260 bars", Stopped.class, 1_260, 11));
        works.put("orders", StrategyTimes::orders);
        works.put("unseen", StrategyTimes::unseen);
        works.put("simulations", StrategyTimes::simulations);
        works.put("signals", () -> bars("general simulator, signals", Guarded.class));
        works.put("events", () -> bars("general simulator, events", GuardedEvents.class));
        works.put("trials", StrategyTimes::trials);
        works.put("threads", StrategyTimes::threads);
        works.put("ta4j", StrategyTimes::ta4j);
        works.forEach((name, work) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                work.run();
            }
        });
        if (Double.isNaN(sink)) { // reads it, so that no work can be left out
            System.out.println("a work gave no number");
        }
    }

    private static void grid(String name, Class<? extends Strategy> type, int bars, int rounds) {
        RecordStrategy strategy = RecordStrategy.of(type, new StrategySpec("bench", type.getSimpleName(), Map.of(), ""), new byte[0]);
        MarketSlice slice = slice(bars);
        SearchContext context = new SearchContext(Budget.UNLIMITED, 0, new StopSignal(), TrialSink.NONE);
        time(name + ", search", rounds, 1e6, "ms", () -> {
            Objective objective = strategy.objective(slice, Metrics.of(ALL_FIGURES), Evaluators.SCALAR);
            return new GridSearch().search(objective, context).value();
        });
        Objective kernel = strategy.objective(slice, Metrics.of(ALL_FIGURES), Evaluators.SCALAR);
        PointBatch points = points(strategy.space(), 5_000);
        ValueBatch values = new ValueBatch(kernel.metrics(), kernel.constraints());
        values.reserve(points.count());
        time(name + ", a candidate", rounds, points.count(), "ns", () -> {
            kernel.evaluate(points, 0, points.count(), values);
            return values.metric(0)[0];
        });
        Objective plain = kernel.plain().orElse(kernel);
        int few = Math.min(points.count(), 300);
        time(name + ", a candidate by the general simulator", 7, few, "ns", () -> {
            plain.evaluate(points, 0, few, values);
            return values.metric(0)[0];
        });
    }

    /**
     * The million on two folds, by one thread and by two at a time, alternately: by the clock, which needs two free cores, and the processor time of
     * each, which tells on a busy machine too whether the threads wait for each other's memory.
     */
    private static void threads() {
        RecordStrategy strategy = RecordStrategy.of(Stopped.class, new StrategySpec("bench", "Stopped", Map.of(), ""), new byte[0]);
        MarketSlice slice = slice(1_260);
        SearchContext context = new SearchContext(Budget.UNLIMITED, 0, new StopSignal(), TrialSink.NONE);
        Work million = () -> new GridSearch()
                .search(strategy.objective(slice, Metrics.of(ALL_FIGURES), Evaluators.SCALAR), context)
                .value();
        double[] ratios = new double[9];
        double[] alone = new double[9];
        double[] together = new double[9];
        for (int k = -4; k < ratios.length; k++) {
            long start = System.nanoTime();
            long nanos = once(million) + once(million);
            long one = System.nanoTime() - start;
            start = System.nanoTime();
            long[] others = new long[1];
            Thread other = new Thread(() -> others[0] = once(million));
            other.start();
            long ours = once(million);
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (k >= 0) {
                ratios[k] = (double) one / (System.nanoTime() - start);
                alone[k] = nanos / 2e6;
                together[k] = (ours + others[0]) / 2e6;
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(alone);
        Arrays.sort(together);
        System.out.printf(Locale.ROOT, "%-62s median %.2f, %.2f to %.2f%n", "two threads against one, the million twice", ratios[4], ratios[0], ratios[8]);
        System.out.printf(
                Locale.ROOT, "%-62s alone %.0f ms, two at a time %.0f ms each%n", "the same, processor time of a million", alone[4], together[4]);
    }

    /** The pairs by ta4j, whose indicators are shared. */
    private static void ta4j() {
        RecordStrategy strategy = ((RecordStrategy) Strategies.of("ta4j-sma-cross")).with(Map.of("slow", "3..100"));
        MarketSlice slice = slice(3_000);
        SearchContext context = new SearchContext(Budget.UNLIMITED, 0, new StopSignal(), TrialSink.NONE);
        time("4,851 pairs x 3,000 bars by ta4j, search", 5, 1e6, "ms", () -> {
            Objective objective = strategy.objective(slice, Metrics.of(ALL_FIGURES), Evaluators.SCALAR);
            return new GridSearch().search(objective, context).value();
        });
    }

    private static PointBatch points(ParameterSpace space, int most) {
        PointBatch all = new PointBatch(space.dimension());
        Grid grid = new Grid(space);
        ValueBatch told = new ValueBatch(1, 0);
        for (PointBatch asked = grid.ask(); asked.count() > 0 && all.count() < most; asked = grid.ask()) {
            for (int i = 0; i < asked.count() && all.count() < most; i++) {
                all.add(asked.point(i));
            }
            told.reserve(asked.count());
            grid.tell(told);
        }
        return all;
    }

    private static MarketSlice slice(int bars) {
        BarSeries series = SyntheticMarket.bars("ETHUSD", SyntheticMarket.DEFAULT_SEED, bars + 1);
        return new MarketSlice(
                series, ForecastPlan.of(series, List.of(), false).run(Forecasters.of("mean5")), Market.of(AssetClass.CRYPTO), 0, 1, bars + 1);
    }

    /** The unseen paths of 50 bars of all strategies that come with Fastback, and the fits for the next bar's orders. */
    private static void unseen() {
        BarSeries bars = SyntheticMarket.bars("ETHUSD");
        for (boolean isJudged : new boolean[] {false, true}) {
            Study study = Study.builder().add(bars).judged(isJudged).build();
            MemoryJournal journal = new MemoryJournal(study);
            PreparedStudy prepared = prepared(study);
            StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
            time("unseen paths of " + study.strategies().size() + " strategies" + (isJudged ? ", judged" : ""), 51, 1e3, "us", () ->
                    UnseenPaths.of(prepared, 0, journal.results(0, study.simulationCount()), new StopSignal(), 1).paths().size());
        }
    }

    /** Returns a study of one symbol with its forecasts. */
    private static PreparedStudy prepared(Study study) {
        BarSeries bars = study.symbols().getFirst().bars();
        return new PreparedStudy(
                study,
                Evaluators.SCALAR,
                List.of(new PreparedSymbol(
                        study.symbols().getFirst(),
                        ForecastPlan.of(bars, study.usableFolds(0), study.orderFold(0)).run(study.forecaster()))));
    }

    /** Whole simulations, all folds of 1,500 bars, and how much of each is its searches by its own clock: fits of 6 bars, and of 200 by those that search. */
    private static void simulations() {
        BarSeries bars = SyntheticMarket.bars("ETHUSD", SyntheticMarket.DEFAULT_SEED, 1_500);
        simulations("a simulation of nine strategies, 6 bars", bars, 6, Strategies.all().stream().filter(s -> !s.name().equals("buy-hold")).toList());
        simulations("a simulation of the two that search, 200 bars", bars, 200, Strategies.all().stream().filter(s -> !s.space().isEmpty()).toList());
    }

    private static void simulations(String name, BarSeries bars, int train, List<TunableStrategy> strategies) {
        Study study = Study.builder()
                .add(bars)
                .strategies(strategies)
                .walkForward(new WalkForward(bars.size() - train - 2, train + 1, 1, 0))
                .build();
        PreparedStudy prepared = prepared(study);
        int rounds = 25;
        double[] shares = new double[rounds];
        int[] round = new int[1];
        time(name, rounds, 1e3 * study.usableFolds(0).size(), "us", () -> {
            double[] searched = new double[study.simulationCount()];
            double[] whole = new double[searched.length];
            for (int i = 0; i < whole.length; i++) {
                if (prepared.run(i) instanceof SimulationResult.Completed completed) {
                    searched[i] = completed.searchNanos();
                    whole[i] = searched[i] + completed.scoreNanos();
                }
            }
            shares[round[0]++ % rounds] = share(searched, whole);
            return whole[0];
        });
        Arrays.sort(shares);
        System.out.printf(
                Locale.ROOT, "%-62s median %.1f %%, %.1f to %.1f %%%n", "of that by searches", 100 * shares[rounds / 2], 100 * shares[0], 100 * shares[rounds - 1]);
    }

    /** Returns the share of a part in the whole; what took twice as long as usual was interrupted, and counts in neither. */
    private static double share(double[] part, double[] whole) {
        double[] sorted = whole.clone();
        Arrays.sort(sorted);
        double most = 2 * sorted[sorted.length / 2];
        double parts = 0;
        double wholes = 0;
        for (int i = 0; i < whole.length; i++) {
            parts += whole[i] > most ? 0 : part[i];
            wholes += whole[i] > most ? 0 : whole[i];
        }
        return parts / wholes;
    }

    private static void orders() {
        MarketSlice slice = slice(1_000);
        Prices prices = Prices.of(slice.bars());
        Simulator simulator = new Simulator(slice.market().venue());
        Trader restless = account -> {
            if (account.isFlat()) {
                account.enter(1);
            } else {
                account.exit();
            }
        };
        time("1,000 x 1,000, an order on every bar", 15, 1e6, "ms", () -> {
            double sum = 0;
            for (int i = 0; i < 1_000; i++) {
                sum += simulator.run(prices, 1, 1_001, restless).equity(999);
            }
            return sum;
        });
    }

    private static void bars(String name, Class<? extends Strategy> type) {
        int size = 20_000;
        MarketSlice slice = slice(size);
        Prices prices = Prices.of(slice.bars());
        Indicators in = Indicators.of(slice.bars());
        Venue venue = Venue.of(slice.market().venue().costs().withSlippage(0.0005));
        Simulator simulator = new Simulator(venue);
        RecordStrategy strategy = RecordStrategy.of(type, new StrategySpec("bench", type.getSimpleName(), Map.of(), ""), new byte[0]);
        Strategy candidate = type == Guarded.class ? new Guarded(12, 40) : new GuardedEvents(12, 40);
        sink += strategy.space().dimension();
        Trader trader = Traders.of(candidate, slice.bars(), in, venue, false, 365);
        time(name + ", a bar", 401, size, "ns", () -> simulator.run(prices, 61, size + 1, trader).equity(size - 61));
    }

    private static void trials() {
        ParameterSpace space = new ParameterSpace(
                List.of(
                        new RealParameter("a", 0, 1, 0.001, false),
                        new RealParameter("b", 0, 1, 0.001, false),
                        new RealParameter("c", 0, 1, 0.001, false)),
                List.of());
        Objective objective = new Objective() {
            @Override
            public ParameterSpace space() {
                return space;
            }

            @Override
            public void evaluate(PointBatch points, int from, int to, ValueBatch values) {
                for (int i = from; i < to; i++) {
                    values.metric(0)[i] = -Math.abs(points.get(i, 0) - 0.3) - Math.abs(points.get(i, 1) - points.get(i, 2));
                }
            }
        };
        for (String name : List.of("random", "sobol", "de", "tpe", "cmaes")) {
            for (int trials : name.equals("random") || name.equals("de") || name.equals("tpe") ? new int[] {1_000, 100_000} : new int[] {1_000}) {
                Search search = Searches.of(name);
                int rounds = trials > 10_000 ? 1 : 21;
                time("a trial of " + name + " at " + trials, rounds, trials, "ns", () -> {
                    TrialKeeper keeper = new TrialKeeper(3, 1);
                    double value = search.search(
                                    objective, new SearchContext(new Budget(trials), 1, new StopSignal(), keeper))
                            .value();
                    return value + keeper.trials(space).size();
                });
            }
        }
    }

    private static void time(String name, int rounds, double per, String unit, Work work) {
        long first = once(work);
        for (int k = 0; k < rounds / 2; k++) {
            once(work);
        }
        long[] nanos = new long[rounds];
        for (int k = 0; k < rounds; k++) {
            nanos[k] = once(work);
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT, "%-62s first %,12.2f %s  median %,12.2f %s  least %,12.2f %s%n", name, first / per, unit, nanos[rounds / 2] / per,
                unit, nanos[0] / per, unit);
    }

    private static long once(Work work) {
        long start = THREADS.getCurrentThreadCpuTime();
        sink += work.run();
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
