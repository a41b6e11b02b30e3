package dev.fastback.gpu;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.fastback.gpu.driver.GpuDevice;
import dev.fastback.gpu.driver.GpuLane;
import dev.fastback.gpu.driver.Kernels;
import dev.fastback.gpu.driver.LaneArray;
import dev.fastback.profit.EntryExitProblem;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Profits of given pairs, for many problems at once, on a lane. Keeps its arrays from call to call; for one thread at a time. */
final class PairProfits implements AutoCloseable {
    private static final int GROUPS_PER_UNIT = 16;

    private final GpuDevice device;
    private final GpuLane lane;
    private final ProblemTable table;
    private final LaneArray highs;
    private final LaneArray lows;
    private final LaneArray pairs;
    private final LaneArray places;
    private final LaneArray profits;
    private final LaneArray winners;

    PairProfits(GpuDevice device, GpuLane lane) {
        this.device = device;
        this.lane = lane;
        table = new ProblemTable(lane);
        highs = new LaneArray(lane, true);
        lows = new LaneArray(lane, true);
        pairs = new LaneArray(lane, true);
        places = new LaneArray(lane, true);
        profits = new LaneArray(lane, true);
        winners = new LaneArray(lane, true);
    }

    /** Makes room for the columns of problems that come again and again. */
    PairProfits keeping(long bytes) {
        table.reserveColumns(bytes);
        return this;
    }

    /**
     * Returns the bytes on the device that problems and their pairs take at most.
     *
     * @param highs high multipliers as {@link #profits} takes them, for all problems that there are
     * @param from the first of the batch among those
     */
    static long bytes(List<EntryExitProblem> batch, double[][] highs, int from) {
        long bytes = 0;
        for (int q = 0; q < batch.size(); q++) {
            int pairs = highs[highs.length == 1 ? 0 : from + q].length;
            bytes += ProblemTable.bytes(batch.get(q)) + 2L * Integer.BYTES + Long.BYTES + Integer.BYTES + (highs.length == 1 ? 1L : 3L) * pairs * Double.BYTES;
        }
        return bytes + (highs.length == 1 ? 2L * highs[0].length * Double.BYTES : 0);
    }

    /**
     * Returns the profits of each problem's pairs.
     *
     * @param high high multipliers: of all problems if there is one array, else one array per problem
     * @param low low multipliers, likewise
     */
    double[][] profits(List<EntryExitProblem> batch, double[][] high, double[][] low) {
        if (batch.isEmpty()) {
            return new double[0][];
        }
        boolean shared = send(batch, high, low);
        places.reserve((long) batch.size() * Long.BYTES);
        long total = 0;
        for (int q = 0; q < batch.size(); q++) {
            places.host().setAtIndex(JAVA_LONG, q, total);
            total += high[shared ? 0 : q].length;
        }
        places.upload((long) batch.size() * Long.BYTES);
        profits.reserve(total * Double.BYTES);
        lane.launch(
                Kernels.PROFITS,
                groups(batch.size()),
                device.threads(),
                table.arguments(highs.device(), lows.device(), pairs.device(), shared ? 1 : 0, places.device(), profits.device()));
        if (total > 0) {
            profits.download(total * Double.BYTES);
        }
        lane.finish();
        double[][] found = new double[batch.size()][];
        for (int q = 0; q < found.length; q++) {
            int count = high[shared ? 0 : q].length;
            found[q] = new double[count];
            MemorySegment.copy(profits.host(), JAVA_DOUBLE, places.host().getAtIndex(JAVA_LONG, q) * Double.BYTES, found[q], 0, count);
        }
        return found;
    }

    /** Returns the best of each problem's pairs, which are given as {@link #profits} takes them. */
    GpuBatch.BestPair[] best(List<EntryExitProblem> batch, double[][] high, double[][] low) {
        if (batch.isEmpty()) {
            return new GpuBatch.BestPair[0];
        }
        boolean shared = send(batch, high, low);
        winners.reserve((long) batch.size() * Integer.BYTES);
        profits.reserve((long) batch.size() * Double.BYTES);
        lane.launch(
                Kernels.ARGMAX,
                groups(batch.size()),
                device.threads(),
                table.arguments(highs.device(), lows.device(), pairs.device(), shared ? 1 : 0, winners.device(), profits.device()));
        winners.download((long) batch.size() * Integer.BYTES);
        profits.download((long) batch.size() * Double.BYTES);
        lane.finish();
        GpuBatch.BestPair[] best = new GpuBatch.BestPair[batch.size()];
        for (int q = 0; q < best.length; q++) {
            best[q] = new GpuBatch.BestPair(winners.host().getAtIndex(JAVA_INT, q), profits.host().getAtIndex(JAVA_DOUBLE, q));
        }
        return best;
    }

    private int groups(int problems) {
        return Math.max(1, Math.min(problems, device.units() * GROUPS_PER_UNIT));
    }

    private boolean send(List<EntryExitProblem> batch, double[][] high, double[][] low) {
        boolean shared = high.length == 1;
        if (high.length != low.length || !shared && high.length != batch.size()) {
            throw new IllegalArgumentException("pairs must be given once, or once per problem: " + high.length + " and " + low.length + " for " + batch.size());
        }
        table.send(batch);
        long total = 0;
        pairs.reserve(2L * high.length * Integer.BYTES);
        for (int q = 0; q < high.length; q++) {
            if (high[q].length != low[q].length) {
                throw new IllegalArgumentException("as many high as low multipliers are needed: " + high[q].length + " and " + low[q].length);
            }
            pairs.host().setAtIndex(JAVA_INT, 2L * q, Math.toIntExact(total));
            pairs.host().setAtIndex(JAVA_INT, 2L * q + 1, high[q].length);
            total += high[q].length;
        }
        highs.reserve(total * Double.BYTES);
        lows.reserve(total * Double.BYTES);
        long at = 0;
        for (int q = 0; q < high.length; q++) {
            MemorySegment.copy(high[q], 0, highs.host(), JAVA_DOUBLE, at * Double.BYTES, high[q].length);
            MemorySegment.copy(low[q], 0, lows.host(), JAVA_DOUBLE, at * Double.BYTES, low[q].length);
            at += high[q].length;
        }
        pairs.upload(2L * high.length * Integer.BYTES);
        if (total > 0) {
            highs.upload(total * Double.BYTES);
            lows.upload(total * Double.BYTES);
        }
        return shared;
    }

    @Override
    public void close() {
        table.close();
        for (LaneArray array : List.of(highs, lows, pairs, places, profits, winners)) {
            array.close();
        }
    }
}
