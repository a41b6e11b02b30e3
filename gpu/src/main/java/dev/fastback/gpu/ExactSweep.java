package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.fastback.engine.Precision;
import dev.fastback.exact.NearPairs;
import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuException;
import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.Kernels;
import dev.fastback.gpu.driver.LaneArray;
import dev.fastback.profit.EntryExitProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sweeps problems on a lane: which pairs of candidates may be best. Keeps its arrays from call to call; for one thread at a time. */
final class ExactSweep implements AutoCloseable {
    /** Longer problems are left to this machine's processors, whose sweep skips what cannot win. */
    static final int MOST_BARS = 4096;

    /** Near pairs that a batch has room for, per problem; few have more than two. */
    private static final int PAIRS_PER_PROBLEM = 16;

    /** More near pairs than this are decided among by doubles on the device, and not here one by one. */
    private static final int MOST_SCREENED = 16;

    /** Floats hold sums far beyond this; larger ones are left to doubles. */
    private static final double MOST_TOLERANCE = 1e15;

    /** Groups for each part of the device that works by itself: enough to hide waits for memory. */
    private static final int GROUPS_PER_UNIT = 8;

    private final GpuDevice device;
    private final GpuLane lane;
    private final Precision precision;
    private final ProblemTable table;
    private final LaneArray doubles;
    private final LaneArray ints;
    private final LaneArray longs;
    private final LaneArray outcomes;
    private final LaneArray bests;
    private final LaneArray pool;
    private final LaneArray taken;

    /** Makes a sweep in doubles. */
    ExactSweep(GpuDevice device, GpuLane lane) {
        this(device, lane, Precision.DOUBLE);
    }

    /** Makes a sweep. */
    ExactSweep(GpuDevice device, GpuLane lane, Precision precision) {
        this.precision = precision;
        this.device = device;
        this.lane = lane;
        table = new ProblemTable(lane);
        doubles = new LaneArray(lane, false);
        ints = new LaneArray(lane, false);
        longs = new LaneArray(lane, false);
        outcomes = new LaneArray(lane, true);
        bests = new LaneArray(lane, true);
        pool = new LaneArray(lane, true);
        taken = new LaneArray(lane, true);
    }

    /** Scratch of one group for problems of a length, in bytes, at most: what {@code fastback_exact} lays out. */
    static long scratchBytes(int mostBars, int threads) {
        return doublesPerGroup(mostBars, threads, true) * Double.BYTES + intsPerGroup(mostBars, threads) * Integer.BYTES + events(mostBars) * Long.BYTES;
    }

    private static long doublesPerGroup(int mostBars, int threads, boolean screens) {
        long candidates = powerOfTwo(2 * mostBars + 2);
        long single = screens ? (long) Kernels.LEVEL_FLOATS * mostBars + candidates / 2 : 0;
        return single + 4 * candidates + 7L * mostBars + 4L * events(mostBars) + (long) Kernels.NEAR_PER_THREAD * threads;
    }

    private static long intsPerGroup(int mostBars, int threads) {
        return 5L * mostBars + events(mostBars) + 2L * Kernels.NEAR_PER_THREAD * threads;
    }

    private static long events(int mostBars) {
        return powerOfTwo(4 * mostBars + 1);
    }

    private static long powerOfTwo(int n) {
        return n <= 1 ? 1 : Long.highestOneBit(2L * n - 1);
    }

    /** Returns the bytes on the device that a batch takes at most. */
    static long bytes(List<EntryExitProblem> batch, GpuDevice device) {
        long bytes = 0;
        int mostBars = 0;
        for (EntryExitProblem problem : batch) {
            bytes += ProblemTable.bytes(problem) + Kernels.OUTCOME * (long) Integer.BYTES + Kernels.BEST * (long) Double.BYTES + PAIRS_PER_PROBLEM * 2L * Double.BYTES;
            mostBars = Math.max(mostBars, problem.bars());
        }
        return bytes + groups(batch.size(), device) * scratchBytes(mostBars, device.threads());
    }

    private static int groups(int problems, GpuDevice device) {
        return Math.max(1, Math.min(problems, device.units() * GROUPS_PER_UNIT));
    }

    /**
     * Sweeps problems of at most {@value #MOST_BARS} bars: in doubles, or in floats, and in doubles those of which floats leave more than a few pairs.
     *
     * @return for each, in order, the pairs near its best; empty where very many are, or the sweep's sums are no numbers
     * @throws GpuException if the device fails
     */
    List<Optional<NearPairs>> sweep(List<EntryExitProblem> batch) {
        if (precision == Precision.DOUBLE) {
            return sweep(batch, false);
        }
        List<Optional<NearPairs>> found = new ArrayList<>(sweep(batch, true));
        List<Integer> open = IntStream.range(0, found.size()).filter(q -> found.get(q).isEmpty()).boxed().toList();
        List<Optional<NearPairs>> decided = sweep(open.stream().map(batch::get).toList(), false);
        for (int k = 0; k < open.size(); k++) {
            found.set(open.get(k), decided.get(k));
        }
        return found;
    }

    private List<Optional<NearPairs>> sweep(List<EntryExitProblem> batch, boolean screens) {
        int problems = batch.size();
        if (problems == 0) {
            return List.of();
        }
        table.send(batch);
        int groups = groups(problems, device);
        int threads = device.threads();
        int poolPairs = problems * PAIRS_PER_PROBLEM;
        doubles.reserve(groups * doublesPerGroup(table.mostBars(), threads, screens) * Double.BYTES);
        ints.reserve(groups * intsPerGroup(table.mostBars(), threads) * Integer.BYTES);
        longs.reserve(groups * events(table.mostBars()) * Long.BYTES);
        outcomes.reserve((long) problems * Kernels.OUTCOME * Integer.BYTES);
        bests.reserve((long) problems * Kernels.BEST * Double.BYTES);
        pool.reserve(poolPairs * 2L * Double.BYTES);
        taken.reserve(Integer.BYTES);
        taken.host().set(JAVA_INT, 0, 0);
        taken.upload(Integer.BYTES);
        lane.launch(
                Kernels.EXACT,
                groups,
                threads,
                table.arguments(
                        table.mostBars(),
                        screens ? 1 : 0,
                        doubles.device(),
                        ints.device(),
                        longs.device(),
                        outcomes.device(),
                        bests.device(),
                        pool.device(),
                        poolPairs,
                        taken.device()));
        outcomes.download((long) problems * Kernels.OUTCOME * Integer.BYTES);
        bests.download((long) problems * Kernels.BEST * Double.BYTES);
        pool.download(poolPairs * 2L * Double.BYTES);
        lane.finish();
        List<Optional<NearPairs>> found = new ArrayList<>(problems);
        for (int q = 0; q < problems; q++) {
            found.add(pairs(q, screens));
        }
        return found;
    }

    private Optional<NearPairs> pairs(int q, boolean screens) {
        int count = outcomes.host().getAtIndex(JAVA_INT, (long) Kernels.OUTCOME * q);
        double best = bests.host().getAtIndex(JAVA_DOUBLE, (long) Kernels.BEST * q);
        if (count <= 0 || !Double.isFinite(best)) {
            return Optional.empty();
        }
        double tolerance = screens ? bests.host().getAtIndex(JAVA_DOUBLE, (long) Kernels.BEST * q + 1) : 0.0;
        if (screens && (count > MOST_SCREENED || !(tolerance < MOST_TOLERANCE))) {
            return Optional.empty();
        }
        long from = outcomes.host().getAtIndex(JAVA_INT, (long) Kernels.OUTCOME * q + 1);
        double[] highs = new double[count];
        double[] lows = new double[count];
        for (int k = 0; k < count; k++) {
            highs[k] = pool.host().getAtIndex(JAVA_DOUBLE, 2 * (from + k));
            lows[k] = pool.host().getAtIndex(JAVA_DOUBLE, 2 * (from + k) + 1);
        }
        long candidates = (long) outcomes.host().getAtIndex(JAVA_INT, (long) Kernels.OUTCOME * q + 2)
                * outcomes.host().getAtIndex(JAVA_INT, (long) Kernels.OUTCOME * q + 3);
        return Optional.of(new NearPairs(highs, lows, candidates, best, tolerance));
    }

    @Override
    public void close() {
        table.close();
        for (LaneArray array : List.of(doubles, ints, longs, outcomes, bests, pool, taken)) {
            array.close();
        }
    }
}
