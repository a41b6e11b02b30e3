package dev.fastback.onnx;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastRun;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.onnx.card.CardReader;
import dev.fastback.testkit.onnx.StandIns;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * Measures what planning, sharing and keeping forecasts saves, with generated models of 0.2, 9 and 40 million parameters; docs/benchmarks.md has the figures. The study is that of
 * the original: 50 simulations of one symbol, seven forecasts of four columns each, which it asks one at a time: 1,400 calls. Times are the best of several.
 *
 * <p>Run by {@code java -cp ... dev.fastback.onnx.ModelFigures [study] [threads] [memory]}.
 */
final class ModelFigures {
    private static final int CONTEXT = 512;
    private static final int[] WIDTHS = {256, 2750, 6070};
    private static final int ROUNDS = 5;

    private ModelFigures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("fastback-figures-");
        List<String> parts = args.length == 0 ? List.of("study", "threads", "memory") : List.of(args);
        for (int width : WIDTHS) {
            Path card = card(folder, width);
            System.out.printf(Locale.ROOT, "%,d parameters%n", (long) width * (CONTEXT + width + 9));
            if (parts.contains("study")) {
                study(card, folder.resolve("cache-" + width));
            }
            if (parts.contains("threads")) {
                threads(card);
            }
            if (parts.contains("memory") && width == WIDTHS[0]) {
                memory(card);
            }
        }
    }

    private static Path card(Path folder, int width) throws IOException {
        StandIns.deep(CONTEXT, width, 5).write(folder.resolve("m" + width + ".onnx"));
        return Files.writeString(
                folder.resolve("m" + width + ".yaml"),
                Cards.PERCEPTRON.replace("small.onnx", "m" + width + ".onnx").replace("context: 64", "context: " + CONTEXT));
    }

    private static void study(Path card, Path cache) {
        BarSeries bars = TestBars.bars(1, 700);
        List<Fold> folds = new WalkForward(50, 7, 0, 1).folds(bars.size());
        ForecastPlan plan = ForecastPlan.of(bars, folds, false);
        try (OnnxForecaster opened = forecaster(card, ForecasterSettings.DEFAULT)) {
            opened.forecast(TestRows.contexts(opened.card(), 1)); // the session is open, the mode known
            RowBuilder builder = new RowBuilder(opened.card());
            try (OnnxModel model = OnnxModel.open(opened.card(), "cpu")) {
                List<Context> asked = new ArrayList<>();
                for (Fold fold : folds) {
                    for (int t = fold.end() - 7; t < fold.end(); t++) {
                        for (Column column : Column.values()) {
                            asked.add(TestBars.context(bars, column, t));
                        }
                    }
                }
                long one = best(2, round -> {
                    long start = System.nanoTime();
                    for (Context context : asked) {
                        model.run(List.of(builder.row(context)));
                    }
                    return System.nanoTime() - start;
                });
                say("one call per context and column, " + asked.size() + " calls", one, one);
                long planned = best(ROUNDS, round -> {
                    Batches batches = new Batches(model, BatchMode.DYNAMIC, "");
                    long start = System.nanoTime();
                    batches.run(plan.contexts(CONTEXT).stream().map(builder::row).toList());
                    return System.nanoTime() - start;
                });
                say("the plan, " + plan.size() + " distinct rows in batches, inference alone", planned, one);
                ForecastUse[] use = new ForecastUse[1];
                long anew = best(ROUNDS, round -> {
                    try (OnnxForecaster fresh = forecaster(card, ForecasterSettings.DEFAULT)) {
                        fresh.forecast(TestRows.contexts(fresh.card(), 1));
                        long start = System.nanoTime();
                        use[0] = ForecastRun.ask(List.of(plan), fresh, () -> false, 1).orElseThrow().use();
                        return System.nanoTime() - start;
                    }
                });
                say("the plan with all around it, " + use[0].inferred() + " rows inferred", anew, one);
                ForecasterSettings settings = new ForecasterSettings(cache, "cpu");
                try (OnnxForecaster first = forecaster(card, settings)) {
                    ForecastRun.ask(List.of(plan), first, () -> false, 1);
                }
                long cached = best(40, round -> {
                    try (OnnxForecaster again = forecaster(card, settings)) {
                        again.mode();
                        long start = System.nanoTime();
                        use[0] = ForecastRun.ask(List.of(plan), again, () -> false, 1).orElseThrow().use();
                        return System.nanoTime() - start;
                    }
                });
                say("from the cache, " + use[0].cached() + " rows found, " + use[0].inferred() + " inferred", cached, one);
                long hash = best(3, round -> {
                    long start = System.nanoTime();
                    forecaster(card, settings).mode();
                    return System.nanoTime() - start;
                });
                say("reading the card and hashing the file, once a run", hash, one);
            }
        }
    }

    private static void threads(Path card) throws InterruptedException {
        try (OnnxForecaster forecaster = forecaster(card, ForecasterSettings.DEFAULT);
                OnnxModel model = OnnxModel.open(forecaster.card(), "cpu")) {
            RowBuilder builder = new RowBuilder(forecaster.card());
            List<ModelRow> rows = TestRows.contexts(forecaster.card(), Batches.MOST).stream().map(builder::row).toList();
            long seconds = 4;
            double one = 0;
            double two = 0;
            for (int round = 0; round < 3; round++) { // in turns
                one = Math.max(one, rowsPerSecond(model, rows, 1, seconds));
                two = Math.max(two, rowsPerSecond(model, rows, 2, seconds));
            }
            System.out.printf(Locale.ROOT, "  one session: one thread %,.0f rows/s, two threads %,.0f rows/s: %.2f x%n", one, two, two / one);
            for (int count = 1; count <= 2; count++) {
                System.out.println("  " + alone(model, rows, count));
            }
        }
    }

    private static double rowsPerSecond(OnnxModel model, List<ModelRow> rows, int threads, long seconds) throws InterruptedException {
        long[] counts = new long[threads];
        CountDownLatch done = new CountDownLatch(threads);
        long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            int own = t;
            Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                    model.run(rows);
                    counts[own] += rows.size();
                }
                done.countDown();
            });
        }
        done.await();
        return Arrays.stream(counts).sum() / ((System.nanoTime() - start) / 1e9);
    }

    /**
     * Returns what threads of one session cost and wait for, which other processes on the machine do not hide: processor time per row, and how often a thread gave its processor up by
     * itself, as one that waits for another does.
     */
    private static String alone(OnnxModel model, List<ModelRow> rows, int threads) throws InterruptedException {
        int batches = 100;
        long[] nanos = new long[threads];
        long[] waits = new long[threads];
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int own = t;
            Thread.ofPlatform().start(() -> {
                long before = processorNanos();
                long waited = givenUp();
                for (int i = 0; i < batches; i++) {
                    model.run(rows);
                }
                nanos[own] = processorNanos() - before;
                waits[own] = givenUp() - waited;
                done.countDown();
            });
        }
        done.await();
        double seconds = LongStream.of(nanos).sum() / 1e9;
        return String.format(
                Locale.ROOT,
                "%d thread%s, %d batches each: %,.0f rows per second of processor time, waited %s times",
                threads,
                threads == 1 ? "" : "s",
                batches,
                (double) batches * threads * rows.size() / seconds,
                Arrays.toString(waits));
    }

    /** Returns the time that this thread has had a processor, as Linux counts it. */
    private static long processorNanos() {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how often this thread has given its processor up by itself, as Linux counts it. */
    private static long givenUp() {
        String name = "voluntary_ctxt_switches:";
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Infers a million different contexts and prints what the process holds meanwhile. */
    private static void memory(Path card) throws IOException {
        try (OnnxForecaster forecaster = forecaster(card, ForecasterSettings.DEFAULT)) {
            SplittableRandom random = new SplittableRandom(1);
            double[] series = random.doubles(1_000_600, -0.02, 0.02).toArray();
            long start = System.nanoTime();
            for (int from = CONTEXT; from < 1_000_000; from += 1000) {
                List<Context> contexts = new ArrayList<>();
                for (int t = from; t < from + 1000; t++) {
                    contexts.add(new Context(series, t - CONTEXT, t));
                }
                forecaster.forecast(contexts);
                if ((from - CONTEXT) % 200_000 == 0) {
                    System.out.printf(Locale.ROOT, "  after %,d contexts, %.0f s: %s%n", from - CONTEXT + 1000, (System.nanoTime() - start) / 1e9, resident());
                }
            }
        }
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS")).findFirst().orElse("");
    }

    private static OnnxForecaster forecaster(Path card, ForecasterSettings settings) {
        return OnnxForecaster.of(CardReader.read(card), settings);
    }

    private static long best(int rounds, ToLongFunction<Integer> timed) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            best = Math.min(best, timed.applyAsLong(round));
        }
        return best;
    }

    private static void say(String what, long nanos, long of) {
        System.out.printf(Locale.ROOT, "  %-70s %10.2f ms %8.1f x%n", what, nanos / 1e6, (double) of / nanos);
    }
}
