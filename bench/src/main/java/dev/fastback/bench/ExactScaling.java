package dev.fastback.bench;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.files.BarReader;
import dev.fastback.data.reading.BarReadOptions;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.walkforward.Fold;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How does the time of exact search grow with the window? Prints the processor time of one thread for windows of 1,000 to 99,000 bars, each
 * strategy in each end-of-day mode, with cell and tradeable profit. Argument: a file of bars, or none for the synthetic market.
 */
public final class ExactScaling {
    private static final int[] SIZES = {1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 99_000};
    private static final int ROUNDS = 5;

    private ExactScaling() {}

    /** Prints one line per size: the median of five neighbouring windows for each strategy and mode, in milliseconds. */
    public static void main(String[] args) throws Exception {
        BarSeries bars = args.length == 0
                ? SyntheticMarket.bars("ETHUSD", SyntheticMarket.DEFAULT_SEED, 100_000)
                : BarReader.read(Path.of(args[0]), BarReadOptions.DEFAULT).bars();
        System.out.println(bars.symbol() + ", " + bars.size() + " bars");
        System.out.printf("%10s %12s %12s %12s %12s %10s%n", "bars", "maxdiff in", "maxdiff eod", "always in", "always eod", "exponent");
        double before = 0;
        int sizeBefore = 0;
        for (int size : SIZES) {
            if (size + ROUNDS + 3 > bars.size()) {
                break;
            }
            double[] millis = new double[4];
            for (int kind = 0; kind < 4; kind++) {
                millis[kind] = median(bars, size, kind);
            }
            double all = Arrays.stream(millis).sum();
            System.out.printf(
                    Locale.ROOT,
                    "%10d %12.3f %12.3f %12.3f %12.3f %10s%n",
                    size,
                    millis[0],
                    millis[1],
                    millis[2],
                    millis[3],
                    before == 0 ? "" : String.format(Locale.ROOT, "%.2f", Math.log(all / before) / Math.log((double) size / sizeBefore)));
            before = all;
            sizeBefore = size;
        }
    }

    private static double median(BarSeries bars, int size, int kind) {
        double[] millis = new double[ROUNDS];
        EntryExitSolver exact = new EntryExitSolver();
        for (int round = 0; round < ROUNDS; round++) {
            EntryExitProblem problem = problem(bars, size, kind, round);
            long start = cpu();
            exact.solve(problem);
            millis[round] = (cpu() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    private static EntryExitProblem problem(BarSeries bars, int size, int kind, int round) {
        Fold fold = new Fold(round, bars.size() - round, size + 1, 0);
        Forecasts forecasts = ForecastPlan.of(bars, List.of(fold), false).run(Forecasters.of("mean5"));
        Window window = Windows.of(bars, forecasts).window(fold.fitFrom(), fold.fitTo());
        Market market = Market.of(AssetClass.STOCK);
        boolean closeAtEndOfDay = kind % 2 == 1;
        return kind < 2
                ? new MaxDiff().problem(window, market, closeAtEndOfDay)
                : new MaxDiffAlwaysOn().problem(window, market, closeAtEndOfDay);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
