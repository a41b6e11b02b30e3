package dev.fastback.bench;

import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Devices;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Precision;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.gpu.GpuBatch;
import dev.fastback.gpu.GpuEngineProvider;
import dev.fastback.json.CanonicalJson;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.vector.VectorEvaluator;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Checks devices against this machine's processors, and times both: {@code [--device DEVICE] [--size tiny|small|full] [--json FILE]}. Without a
 * device each usable GPU is taken. {@code bench/device-bundle} packs it for machines without Java and network.
 *
 * <p>Exit codes: 0 all equal, 1 something differs, 2 bad usage, 3 no device.
 */
public final class DeviceCheck {
    private static final int BARS = 200;
    private static final int PAIRS = 500;
    private static final int FOLDS = 250;
    private static final int ROUNDS = 3;
    private static final double FEE = 0.0005;

    private final PrintStream out;
    private final Size size;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private boolean differs;
    /** What was computed goes here, so that it is not left out. */
    private double used;

    /**
     * How much is done.
     *
     * @param checked problems of each check
     * @param symbols symbols of the benchmarks, each of 250 windows of 200 bars
     */
    private record Size(String name, int checked, int symbols) {
        static Size of(String name) {
            return switch (name) {
                case "tiny" -> new Size(name, 60, 1);
                case "small" -> new Size(name, 1_000, 20);
                // A tenth of the symbols that the targets name: their columns alone are 14 GB. Times are told for what was run.
                case "full" -> new Size(name, 10_000, 500);
                default -> throw new IllegalArgumentException("--size must be tiny, small or full: " + name);
            };
        }
    }

    private DeviceCheck(PrintStream out, Size size) {
        this.out = out;
        this.size = size;
    }

    /** Runs the checks and the benchmarks. */
    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    /** Runs the checks and the benchmarks, and returns the exit code. */
    static int run(PrintStream out, String... args) {
        Size size = Size.of("small");
        String device = null;
        Path file = null;
        try {
            for (int k = 0; k < args.length; k += 2) {
                String value = k + 1 < args.length ? args[k + 1] : "";
                switch (args[k]) {
                    case "--size" -> size = Size.of(value);
                    case "--device" -> device = value;
                    case "--json" -> file = Path.of(value);
                    default -> throw new IllegalArgumentException("there is no option " + args[k] + "; there are --device, --size, --json");
                }
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        return new DeviceCheck(out, size).run(device, file);
    }

    private int run(String asked, Path file) {
        Listing listing = Devices.list();
        List<ComputeDevice> devices;
        try {
            devices = asked == null
                    ? listing.devices().stream().filter(device -> device.isGpu() && device.unusable() == null).toList()
                    : listing.choose(asked).index().stream().mapToObj(listing.devices()::get).toList();
        } catch (IllegalArgumentException e) {
            out.println("--device: " + e.getMessage());
            return 2;
        }
        listing.missing().forEach(out::println);
        if (devices.isEmpty()) {
            out.println("no device to check: " + listing.choose(asked).reason());
            return 3;
        }
        json.put("schema", "fastback-device-check-1");
        json.put("java", Runtime.version().toString());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("size", size.name());
        List<Object> all = new ArrayList<>();
        for (ComputeDevice device : devices) {
            out.printf(Locale.ROOT, "%n%s, %s, driver %s, %d MiB%n", device.name(), device.platform(), device.driver(), device.memoryBytes() >> 20);
            Map<String, Object> rows = new LinkedHashMap<>();
            rows.put("device", device.name());
            rows.put("platform", device.platform());
            rows.put("driver", device.driver());
            rows.put("capability", device.capability());
            check(device, rows);
            time(device, rows);
            all.add(rows);
        }
        json.put("devices", all);
        String text = CanonicalJson.write(json);
        if (file != null) {
            try {
                Files.writeString(file, text + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            out.println(text);
        }
        out.println(differs ? "DIFFERENT from this machine's processors" : "all equal to this machine's processors");
        return differs ? 1 : 0;
    }

    // ---- checks

    private void check(ComputeDevice device, Map<String, Object> rows) {
        SplittableRandom random = new SplittableRandom(20261128);
        List<EntryExitProblem> problems = new ArrayList<>();
        for (int k = 0; k < size.checked(); k++) {
            problems.add(problem(random, random.nextInt(300), k % 3 == 0 ? FeeRule.ORIGINAL : FeeRule.PER_FILL, k % 2 == 1));
        }
        double[][] highs = pairs(random, problems.size(), 40);
        double[][] lows = pairs(random, problems.size(), 40);
        try (GpuBatch batch = GpuBatch.open(Integer.toString(device.index()))) {
            double[][] profits = batch.profits(problems, highs, lows);
            List<GpuBatch.BestPair> best = batch.best(problems, highs, lows);
            List<ExactSolution> solved = batch.solve(problems);
            int wrongProfits = 0;
            int wrongBest = 0;
            int wrongExact = 0;
            EntryExitSolver solver = new EntryExitSolver();
            for (int q = 0; q < problems.size(); q++) {
                double[] here = here(problems.get(q), highs[q], lows[q]);
                wrongProfits += Arrays.equals(here, profits[q]) ? 0 : 1;
                wrongBest += best.get(q).index() == firstOfBest(here) ? 0 : 1;
                ExactSolution exact = solver.solve(problems.get(q));
                boolean same = exact.solution().value() == solved.get(q).solution().value()
                        && Arrays.equals(exact.solution().point(), solved.get(q).solution().point());
                wrongExact += same ? 0 : 1;
            }
            told(rows, "profits, bit for bit", problems.size(), wrongProfits);
            told(rows, "best of pairs", problems.size(), wrongBest);
            told(rows, "exact maximum", problems.size(), wrongExact);
        }
        for (SearchSettings search : List.of(SearchSettings.EXACT, new SearchSettings("direct", 100), new SearchSettings("direct", 60, 16))) {
            Study study = study(2, Math.clamp(size.checked() / 4, 20, 400), 60, search);
            String expected = StudyRunner.run(study, RunOptions.of(new SequentialEngine())).resultHash();
            String actual = StudyRunner.run(study, RunOptions.of(engine(device))).resultHash();
            told(
                    rows,
                    "result hash, " + search.name() + (search.isShared() ? ", shared by " + search.sharedBy() : ""),
                    (int) study.simulationCount(),
                    expected.equals(actual) ? 0 : 1);
            if (search == SearchSettings.EXACT) {
                String screened = StudyRunner.run(study, RunOptions.of(engine(device, Precision.FLOAT))).resultHash();
                told(rows, "result hash, exact, in floats", (int) study.simulationCount(), expected.equals(screened) ? 0 : 1);
            }
        }
    }

    private void told(Map<String, Object> rows, String what, int checked, int wrong) {
        differs |= wrong > 0;
        out.printf(Locale.ROOT, "  %-34s %,9d checked  %s%n", what, checked, wrong == 0 ? "equal" : wrong + " DIFFER");
        rows.put("check: " + what, wrong == 0 ? "equal" : wrong + " of " + checked + " differ");
    }

    private static double[] here(EntryExitProblem problem, double[] highs, double[] lows) {
        return IntStream.range(0, highs.length).mapToDouble(k -> ProfitKernel.profit(problem, highs[k], lows[k])).toArray();
    }

    private static int firstOfBest(double[] profits) {
        int best = 0;
        for (int k = 1; k < profits.length; k++) {
            best = profits[k] > profits[best] ? k : best;
        }
        return best;
    }

    // ---- benchmarks

    private void time(ComputeDevice device, Map<String, Object> rows) {
        List<EntryExitProblem> problems = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < size.symbols() * FOLDS; k++) {
            problems.add(problem(random, BARS, FeeRule.PER_FILL, true));
        }
        double[][] highs = pairs(random, 1, PAIRS);
        double[][] lows = pairs(random, 1, PAIRS);
        double evaluations = (double) problems.size() * PAIRS * BARS;
        try (GpuBatch batch = GpuBatch.open(Integer.toString(device.index()))) {
            batch.best(fresh(problems.subList(0, FOLDS)), highs, lows);
            double best = median(() -> {
                List<EntryExitProblem> again = fresh(problems);
                return nanos(() -> batch.best(again, highs, lows));
            });
            row(rows, "best of 500 pairs, with transfers", problems.size(), best, evaluations);
            batch.solve(fresh(problems.subList(0, FOLDS)));
            double exact = median(() -> {
                List<EntryExitProblem> again = fresh(problems);
                return nanos(() -> batch.solve(again));
            });
            row(rows, "exact, with transfers", problems.size(), exact, 0);
        }
        VectorEvaluator vector = VectorEvaluator.eager();
        IntStream.range(0, 2_000).forEach(k -> profits(vector, problems.get(k % problems.size()), highs[0], lows[0]));
        double here = median(() -> nanos(() -> used += problems.parallelStream().mapToDouble(problem -> profits(vector, problem, highs[0], lows[0])).sum()));
        row(rows, "500 pairs on all processors, vectors", problems.size(), here, evaluations);
        List<EntryExitProblem> part = problems.subList(0, Math.min(problems.size(), 20_000));
        double solver = median(() -> nanos(() -> used += part.parallelStream().mapToDouble(each -> new EntryExitSolver().solve(each).solution().value()).sum()));
        row(rows, "exact on all processors", part.size(), solver, 0);
        Study study = study(Math.max(1, size.symbols() / 10), FOLDS, BARS, new SearchSettings("direct", 500));
        double lockStep = median(() -> nanos(() -> StudyRunner.run(study, RunOptions.of(engine(device)))));
        row(rows, "a study of direct, 500, in lock step", (int) study.simulationCount(), lockStep, 0);
        Study exactStudy = study(Math.max(1, size.symbols() / 10), FOLDS, BARS, SearchSettings.EXACT);
        for (Precision precision : Precision.values()) {
            double nanos = median(() -> nanos(() -> StudyRunner.run(exactStudy, RunOptions.of(engine(device, precision)))));
            row(rows, "an exact study in " + precision.label() + "s", (int) exactStudy.simulationCount(), nanos, 0);
        }
    }

    private void row(Map<String, Object> rows, String what, int problems, double nanos, double evaluations) {
        String rate = evaluations == 0 ? "" : String.format(Locale.ROOT, "  %,.2f thousand million bars/s", evaluations / nanos);
        out.printf(Locale.ROOT, "  %-38s %,9d problems  %,10.1f ms  %,8.2f us each%s%n", what, problems, nanos / 1e6, nanos / 1e3 / problems, rate);
        rows.put("time: " + what, Map.of("problems", problems, "millis", nanos / 1e6));
    }

    private static double profits(VectorEvaluator vector, EntryExitProblem problem, double[] highs, double[] lows) {
        double[] profits = new double[highs.length];
        vector.evaluate(problem, highs, lows, 0, highs.length, profits);
        return profits[0];
    }

    /** Returns the same problems with columns of their own, which no device has seen. */
    private static List<EntryExitProblem> fresh(List<EntryExitProblem> problems) {
        return problems.stream().map(problem -> problem.newest(problem.bars())).toList();
    }

    private static double median(Callable<Long> once) {
        long[] nanos = new long[ROUNDS];
        for (int k = 0; k < ROUNDS; k++) {
            try {
                nanos[k] = once.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    // ---- material

    private static Engine engine(ComputeDevice device) {
        return engine(device, Precision.DOUBLE);
    }

    private static Engine engine(ComputeDevice device, Precision precision) {
        return new GpuEngineProvider().create(EngineSettings.ofDevice(null, Integer.toString(device.index()), false).withPrecision(precision));
    }

    private static Study study(int symbols, int folds, int bars, SearchSettings search) {
        StudyBuilder study = Study.builder()
                .strategies(List.of(new MaxDiff(), new MaxDiffAlwaysOn()))
                .walkForward(new WalkForward(folds, bars + 1, 1, 1))
                .search(search);
        List<String> names = SyntheticMarket.symbols();
        for (int k = 0; k < symbols; k++) {
            BarSeries series = SyntheticMarket.bars(names.get(k % names.size()), k, folds + bars + 60);
            study.add(series.withSymbol(series.symbol() + "-" + k));
        }
        return study.build();
    }

    private static double[][] pairs(SplittableRandom random, int lists, int count) {
        double[][] pairs = new double[lists][count];
        for (double[] list : pairs) {
            Arrays.setAll(list, k -> random.nextDouble(-0.03, 0.03));
        }
        return pairs;
    }

    /** Makes moves of a random walk with extremes around them, forecasts near them, and positions of both signs. */
    private static EntryExitProblem problem(SplittableRandom random, int bars, FeeRule rule, boolean closes) {
        double[][] columns = new double[6][bars];
        for (int i = 0; i < bars; i++) {
            double close = random.nextDouble(-0.02, 0.02);
            columns[0][i] = close;
            columns[1][i] = Math.max(close, 0) + random.nextInt(200) / 10_000.0;
            columns[2][i] = Math.min(close, 0) - random.nextInt(200) / 10_000.0;
            columns[3][i] = random.nextInt(300) / 10_000.0;
            columns[4][i] = -random.nextInt(300) / 10_000.0;
            columns[5][i] = random.nextInt(3) - 1;
        }
        return EntryExitProblem.builder()
                .columns(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5])
                .fee(FEE, rule)
                .closeAtEndOfDay(closes)
                .build();
    }
}
