package dev.fastback.codec;

import dev.fastback.search.Front;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.simulation.trials.FitPart;
import dev.fastback.simulation.trials.FitRange;
import dev.fastback.simulation.trials.TrialKeeper.Bound;
import dev.fastback.simulation.trials.TrialKeeper.Part;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of searches, and what was found in them, as bytes, for workers in other processes of the same build. Both read back equal, doubles to the
 * last bit.
 *
 * <p>Layout, big-endian: of a range three numbers (8 bytes each) and a byte that is 1 if a bound of five numbers follows. Of what was found a byte
 * that is 1 if there is a best (point, value, violation, evaluations, and the front's members with their number, -1 for none), one that is 1 if
 * trials were kept (evaluated, metrics, numbers, rows), and the number of trials to be judged with their point, value and violation. An array begins
 * with its length (4 bytes).
 */
public final class FitCodec {
    private static final String RANGE = "a range of a search";
    private static final String PART = "what was found in a range of a search";

    private FitCodec() {}

    /** Returns the bytes of a range. */
    public static byte[] encode(FitRange range) {
        return DataBytes.of(out -> {
            out.writeLong(range.from());
            out.writeLong(range.to());
            out.writeLong(range.first());
            Bound bound = range.bound();
            out.writeBoolean(bound != null);
            if (bound != null) {
                out.writeDouble(bound.violation());
                out.writeDouble(bound.metric());
                out.writeLong(bound.number());
                out.writeLong(bound.hash());
                out.writeLong(bound.hashed());
            }
        });
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if these are not the bytes of one
     */
    public static FitRange decodeRange(byte[] bytes) {
        return DataBytes.read(RANGE, bytes, in -> new FitRange(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean() ? new Bound(in.readDouble(), in.readDouble(), in.readLong(), in.readLong(), in.readLong()) : null));
    }

    /** Returns the bytes of what was found. */
    public static byte[] encode(FitPart part) {
        return DataBytes.of(out -> {
            out.writeBoolean(part.best() != null);
            if (part.best() != null) {
                write(out, part.best());
            }
            Part kept = part.kept();
            out.writeBoolean(kept != null);
            if (kept != null) {
                out.writeLong(kept.evaluated());
                out.writeInt(kept.metrics());
                write(out, kept.numbers());
                write(out, kept.rows());
            }
            out.writeInt(part.judged().size());
            for (FitPart.Judged trial : part.judged()) {
                write(out, trial.point());
                out.writeDouble(trial.value());
                out.writeDouble(trial.violation());
            }
        });
    }

    private static void write(DataOutputStream out, Solution best) throws IOException {
        write(out, best.point());
        out.writeDouble(best.value());
        out.writeDouble(best.violation());
        out.writeLong(best.evaluations());
        out.writeInt(best.iterations());
        out.writeLong(best.overBudget());
        out.writeUTF(best.reason().name());
        Front front = best.front();
        out.writeInt(front == null ? -1 : front.members().size());
        if (front != null) {
            for (Front.Member member : front.members()) {
                write(out, member.point());
                write(out, member.values());
            }
        }
    }

    /**
     * Reads what was found.
     *
     * @throws IllegalArgumentException if these are not the bytes of it
     */
    public static FitPart decodePart(byte[] bytes) {
        return DataBytes.read(PART, bytes, in -> {
            Solution best = in.readBoolean() ? readBest(in) : null;
            Part kept = in.readBoolean() ? new Part(in.readLong(), in.readInt(), readLongs(in), readDoubles(in)) : null;
            int count = in.readInt();
            List<FitPart.Judged> judged = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                judged.add(new FitPart.Judged(readDoubles(in), in.readDouble(), in.readDouble()));
            }
            return new FitPart(best, kept, judged);
        });
    }

    private static Solution readBest(DataInputStream in) throws IOException {
        double[] point = readDoubles(in);
        double value = in.readDouble();
        double violation = in.readDouble();
        long evaluations = in.readLong();
        int iterations = in.readInt();
        long overBudget = in.readLong();
        StopReason reason = StopReason.valueOf(in.readUTF());
        return new Solution(point, value, violation, evaluations, iterations, overBudget, reason, null, readFront(in));
    }

    private static @Nullable Front readFront(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            return null;
        }
        List<Front.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new Front.Member(readDoubles(in), readDoubles(in)));
        }
        return new Front(members);
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static void write(DataOutputStream out, long[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[readLength(in)];
        ByteBuffer.wrap(in.readNBytes(values.length * Double.BYTES)).asDoubleBuffer().get(values);
        return values;
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        long[] values = new long[readLength(in)];
        ByteBuffer.wrap(in.readNBytes(values.length * Long.BYTES)).asLongBuffer().get(values);
        return values;
    }

    private static int readLength(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Double.BYTES) {
            throw new IOException("an array has " + length + " numbers");
        }
        return length;
    }
}
