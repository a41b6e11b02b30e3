package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.fastback.exact.NearPairs;
import dev.fastback.profit.EntryExitProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sweeps problems on a lane: which pairs of candidates may be best. Keeps its arrays from call to call; for one thread at a time. */
final class ExactSweep implements AutoCloseable {
    /** Longer problems are left to this machine's processors, whose sweep skips what cannot win. */
    static final int MOST_BARS = 4096;

    /** Near pairs that a batch has room for, per problem; few have more than two. */
    private static final int PAIRS_PER_PROBLEM = 16;

    /** Groups for each part of the device that works by itself: enough to hide waits for memory. */
    private static final int GROUPS_PER_UNIT = 8;

    private final GpuDevice device;
    private final GpuLane lane;
    private final ProblemTable table;
    private final LaneArray doubles;
    private final LaneArray ints;
    private final LaneArray longs;
    private final LaneArray outcomes;
    private final LaneArray bests;
    private final LaneArray pool;
    private final LaneArray taken;

    ExactSweep(GpuDevice device, GpuLane lane) {
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

    /** Scratch of one group for problems of a length, in bytes: what {@code fastback_exact} lays out. */
    static long scratchBytes(int mostBars, int threads) {
        return doublesPerGroup(mostBars, threads) * Double.BYTES + intsPerGroup(mostBars, threads) * Integer.BYTES + events(mostBars) * Long.BYTES;
    }

    private static long doublesPerGroup(int mostBars, int threads) {
        return 4L * powerOfTwo(2 * mostBars + 2) + 7L * mostBars + 4L * events(mostBars) + (long) Kernels.NEAR_PER_THREAD * threads;
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
            bytes += ProblemTable.bytes(problem) + Kernels.OUTCOME * (long) Integer.BYTES + Double.BYTES + PAIRS_PER_PROBLEM * 2L * Double.BYTES;
            mostBars = Math.max(mostBars, problem.bars());
        }
        return bytes + groups(batch.size(), device) * scratchBytes(mostBars, device.threads());
    }

    private static int groups(int problems, GpuDevice device) {
        return Math.max(1, Math.min(problems, device.units() * GROUPS_PER_UNIT));
    }

    /**
     * Sweeps problems of at most {@value #MOST_BARS} bars.
     *
     * @return for each, in order, the pairs near its best; empty where very many are, or the sweep's sums are no numbers
     * @throws GpuException if the device fails
     */
    List<Optional<NearPairs>> sweep(List<EntryExitProblem> batch) {
        int problems = batch.size();
        if (problems == 0) {
            return List.of();
        }
        table.send(batch);
        int groups = groups(problems, device);
        int threads = device.threads();
        int poolPairs = problems * PAIRS_PER_PROBLEM;
        doubles.reserve(groups * doublesPerGroup(table.mostBars(), threads) * Double.BYTES);
        ints.reserve(groups * intsPerGroup(table.mostBars(), threads) * Integer.BYTES);
        longs.reserve(groups * events(table.mostBars()) * Long.BYTES);
        outcomes.reserve((long) problems * Kernels.OUTCOME * Integer.BYTES);
        bests.reserve((long) problems * Double.BYTES);
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
                        doubles.device(),
                        ints.device(),
                        longs.device(),
                        outcomes.device(),
                        bests.device(),
                        pool.device(),
                        poolPairs,
                        taken.device()));
        outcomes.download((long) problems * Kernels.OUTCOME * Integer.BYTES);
        bests.download((long) problems * Double.BYTES);
        pool.download(poolPairs * 2L * Double.BYTES);
        lane.finish();
        List<Optional<NearPairs>> found = new ArrayList<>(problems);
        for (int q = 0; q < problems; q++) {
            found.add(pairs(q));
        }
        return found;
    }

    private Optional<NearPairs> pairs(int q) {
        int count = outcomes.host().getAtIndex(JAVA_INT, (long) Kernels.OUTCOME * q);
        double best = bests.host().getAtIndex(JAVA_DOUBLE, q);
        if (count <= 0 || !Double.isFinite(best)) {
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
        return Optional.of(new NearPairs(highs, lows, candidates, best));
    }

    @Override
    public void close() {
        table.close();
        for (LaneArray array : List.of(doubles, ints, longs, outcomes, bests, pool, taken)) {
            array.close();
        }
    }
}
