package dev.fastback.spark;

import dev.fastback.codec.StudyParts;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.study.Study;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of a study as they are sent: a few together, encoded and broadcast when a task first needs one of them, and taken back when all their simulations are done. An
 * executor asks for those of its tasks alone. Used by one thread.
 */
final class Slices implements AutoCloseable {
    /** Worth a broadcast, which costs the parent milliseconds. */
    private static final long LEAST_BYTES = 1 << 18;

    /** Of wider studies slices are larger, so that broadcasts are not most of what the parent does. */
    private static final int MOST_SLICES = 1024;

    private static final long BYTES_PER_BAR = 48;
    private static final long BYTES_PER_FOLD = 97;

    private final JavaSparkContext spark;
    private final PreparedStudy study;
    private final int folds;
    /** The first symbol of each slice, and behind the last the number of symbols. */
    private final int[] starts;
    /** Simulations of each slice that are not done. */
    private final int[] left;
    private final @Nullable Broadcast<byte[][]>[] sent;

    /**
     * Makes slices of which none is sent.
     *
     * @param indices of the simulations that are to run
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Slices(JavaSparkContext spark, PreparedStudy study, int[] indices) {
        this.spark = spark;
        this.study = study;
        this.folds = study.study().walkForward().simulations();
        this.starts = starts(study.study());
        this.left = new int[starts.length - 1];
        this.sent = new Broadcast[starts.length - 1];
        for (int index : indices) {
            left[slice(index)]++;
        }
    }

    /** Returns the first symbol of each slice, and the number of symbols. */
    static int[] starts(Study study) {
        int symbols = study.symbols().size();
        long[] bytes = new long[symbols];
        for (int s = 0; s < symbols; s++) {
            int bars = study.symbols().get(s).bars().size();
            bytes[s] = BYTES_PER_BAR * bars + BYTES_PER_FOLD * Math.min(bars, study.walkForward().simulations());
        }
        long least = Math.max(LEAST_BYTES, Arrays.stream(bytes).sum() / MOST_SLICES);
        List<Integer> starts = new ArrayList<>();
        long size = least;
        for (int s = 0; s < symbols; s++) {
            if (size >= least) {
                starts.add(s);
                size = 0;
            }
            size += bytes[s];
        }
        starts.add(symbols);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private int slice(int index) {
        int at = Arrays.binarySearch(starts, index / folds);
        return at >= 0 ? at : -at - 2;
    }

    /** Returns the slices with the symbols of some simulations, in their order. */
    Slice[] of(int... indices) {
        return Arrays.stream(indices).map(this::slice).sorted().distinct().mapToObj(this::sent).toArray(Slice[]::new);
    }

    private Slice sent(int slice) {
        Broadcast<byte[][]> bytes = sent[slice];
        if (bytes == null) {
            bytes = spark.broadcast(encoded(starts[slice], starts[slice + 1]));
            sent[slice] = bytes;
        }
        return new Slice(starts[slice], starts[slice + 1], bytes);
    }

    private byte[][] encoded(int from, int to) {
        Pieces pieces = new Pieces();
        try (OutputStream out = new BufferedOutputStream(pieces, 1 << 16)) {
            StudyParts.writeSymbols(study, from, to, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pieces.pieces();
    }

    /** Takes that a simulation is done. */
    void done(int index) {
        int slice = slice(index);
        left[slice]--;
        if (left[slice] == 0) {
            takeBack(slice);
        }
    }

    private void takeBack(int slice) {
        Broadcast<byte[][]> bytes = sent[slice];
        if (bytes != null) {
            bytes.unpersist(); // not destroyed: a second attempt may still ask for it; Spark forgets it when nobody here holds it
            sent[slice] = null;
        }
    }

    /** Takes back what is still sent. */
    @Override
    public void close() {
        for (int s = 0; s < sent.length; s++) {
            takeBack(s);
        }
    }
}
