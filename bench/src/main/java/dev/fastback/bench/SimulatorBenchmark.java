package dev.fastback.bench;

import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.StopSignal;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.UnseenPaths;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.Study;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a simulation of 1,500 bars cost, with a stop, a target and a trailing stop on crossing averages, and with an order on every bar; and the
 * unseen paths of 50 bars of all built-in strategies with the fits for the next bar's orders? Divide the first two by 1,500 for a bar. {@code
 * bench/run SimulatorBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SimulatorBenchmark {
    private final BarSeries bars = SyntheticMarket.bars("ETHUSD");
    private final Prices prices = Prices.of(bars);
    private final Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.001).withSlippage(0.0005)));
    private final double[] fast = average(12);
    private final double[] slow = average(50);
    private final MemoryJournal journal;
    private final PreparedStudy prepared;

    private final Trader crossing = account -> {
        int i = account.bar();
        boolean above = fast[i] > slow[i];
        boolean before = i > 0 && fast[i - 1] > slow[i - 1];
        if (account.isFlat()) {
            if (above && !before) {
                account.enter(1).stopLoss(0.05).takeProfit(0.10).trail(0.08);
            }
        } else if (!above && before) {
            account.exit();
        }
    };

    private final Trader restless = account -> {
        if (account.isFlat()) {
            account.enter(1);
        } else {
            account.exit();
        }
    };

    /** Makes the benchmark. */
    public SimulatorBenchmark() {
        Study study = Study.builder().add(bars).build();
        journal = new MemoryJournal(study);
        prepared = new PreparedStudy(
                study,
                Evaluators.SCALAR,
                List.of(new PreparedSymbol(
                        study.symbols().getFirst(),
                        ForecastPlan.of(bars, study.usableFolds(0), study.orderFold(0)).run(study.forecaster()))));
    }

    /** Runs the simulations that the paths are made of. */
    @Setup
    public void prepare() {
        StudyRunner.run(prepared.study(), RunOptions.of(new SequentialEngine()).withJournal(journal));
    }

    /** Crossing averages with a bracket. */
    @Benchmark
    public Ledger events() {
        return simulator.run(prices, 1, prices.size(), crossing);
    }

    /** An order on every bar. */
    @Benchmark
    public Ledger anOrderOnEveryBar() {
        return simulator.run(prices, 1, prices.size(), restless);
    }

    /** The unseen paths of one symbol. */
    @Benchmark
    public SymbolOutcome unseenPaths() {
        return UnseenPaths.of(prepared, 0, journal.results(0, prepared.study().simulationCount()), new StopSignal(), 1);
    }

    private double[] average(int window) {
        double[] averages = new double[bars.size()];
        double sum = 0;
        for (int i = 0; i < averages.length; i++) {
            sum += bars.close(i) - (i >= window ? bars.close(i - window) : 0);
            averages[i] = i >= window - 1 ? sum / window : Double.NaN;
        }
        return averages;
    }
}
