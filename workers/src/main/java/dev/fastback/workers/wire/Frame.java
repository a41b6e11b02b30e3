package dev.fastback.workers.wire;

import dev.fastback.engine.ModelUse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message between the engine and a worker.
 *
 * <p>On the wire, big-endian: magic (4 bytes), type (1), length of the payload (4), payload, CRC-32C of type, length and payload (4).
 *
 * @param type what it means
 * @param payload its bytes, at most {@link #MAX_PAYLOAD}; not copied
 */
public record Frame(Type type, byte[] payload) {
    /** Starts every frame: {@code FBW1}. */
    static final int MAGIC = 0x46425731;

    /** Increased whenever the format of frames, studies or results changes. */
    public static final int PROTOCOL = 5;

    static final int MAX_PAYLOAD = 1 << 28;
    static final int HEADER = 9;

    /** What a frame means; the code on the wire is the ordinal. */
    public enum Type {
        /** Worker: the protocol it speaks (int) and the version of its Java (text). */
        HELLO,
        /** Engine: a piece of the study. */
        STUDY,
        /** Engine: the study is complete. */
        STUDY_END,
        /** Worker: it has read the study and takes batches. */
        READY,
        /** Engine: indices of simulations (ints) to run in this order. */
        BATCH,
        /** Worker: one or more results in order, each as index (int), length (int) and bytes. */
        RESULT,
        /** Worker: what the model that it loaded has cost so far (rows, seconds as a double, resident bytes, bytes that came with the model; longs). */
        MODEL,
        /** Worker: what a user should know, in a line (text): it goes on without its device. */
        NOTICE,
        /** Worker: the run must end, and why, in a line (text). */
        REFUSAL,
        /** Worker: it is alive. */
        HEARTBEAT,
        /** Worker: it exits because of an error; one line, then its stack trace (text). */
        FAULT,
        /** Engine: give up the searches under way, leave the other simulations, and exit. */
        STOP
    }

    private static final Type[] TYPES = Type.values();

    /** Returns a frame that says nothing but its type. */
    public static Frame of(Type type) {
        return new Frame(type, new byte[0]);
    }

    /** Returns the first frame of a worker: protocol, and the Java that it runs on. */
    public static Frame hello() {
        byte[] java = Runtime.version().toString().getBytes(StandardCharsets.UTF_8);
        return new Frame(
                Type.HELLO,
                ByteBuffer.allocate(Integer.BYTES + java.length).putInt(PROTOCOL).put(java).array());
    }

    /** Returns simulations to be run. */
    public static Frame batch(int[] indices) {
        ByteBuffer payload = ByteBuffer.allocate(indices.length * Integer.BYTES);
        payload.asIntBuffer().put(indices);
        return new Frame(Type.BATCH, payload.array());
    }

    /** Returns the result of a simulation. */
    public static Frame result(int index, byte[] result) {
        return new Frame(
                Type.RESULT,
                ByteBuffer.allocate(2 * Integer.BYTES + result.length).putInt(index).putInt(result.length).put(result).array());
    }

    /** Returns how much a worker has asked its model. */
    public static Frame model(ModelUse use) {
        return new Frame(
                Type.MODEL,
                ByteBuffer.allocate(4 * Long.BYTES).putLong(use.rows()).putDouble(use.seconds()).putLong(use.residentBytes()).putLong(use.modelBytes()).array());
    }

    /** Returns why a worker cannot go on. */
    public static Frame fault(String text) {
        return of(Type.FAULT, text);
    }

    /** Returns a frame of words. */
    public static Frame of(Type type, String text) {
        return new Frame(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the type with the given code. */
    static Type type(int code) throws FrameException {
        if (code < 0 || code >= TYPES.length) {
            throw new FrameException("sent a frame of unknown type " + code);
        }
        return TYPES[code];
    }

    /** Returns the int at the payload's start. */
    public int leadingInt() throws FrameException {
        if (payload.length < Integer.BYTES) {
            throw new FrameException("sent a " + type + " frame of " + payload.length + " bytes");
        }
        return ByteBuffer.wrap(payload).getInt();
    }

    /** Returns the results of a {@code RESULT} frame: each is an index with its bytes. */
    public List<Map.Entry<Integer, byte[]>> results() throws FrameException {
        List<Map.Entry<Integer, byte[]>> results = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(payload);
        while (in.hasRemaining()) {
            int index = in.remaining() < 2 * Integer.BYTES ? -1 : in.getInt();
            int length = index < 0 ? -1 : in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new FrameException("sent results that exceed their frame");
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            results.add(Map.entry(index, bytes));
        }
        return results;
    }

    /** Returns what a {@code MODEL} frame tells of its worker. */
    public ModelUse modelUse() throws FrameException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (in.remaining() != 4 * Long.BYTES) {
            throw new FrameException("sent a " + type + " frame of " + in.remaining() + " bytes");
        }
        return new ModelUse(1, in.getLong(), in.getDouble(), in.getLong(), in.getLong());
    }

    /** Returns the simulations of a {@code BATCH} frame. */
    public int[] indices() throws FrameException {
        if (payload.length % Integer.BYTES != 0) {
            throw new FrameException("sent a " + type + " frame of " + payload.length + " bytes");
        }
        int[] indices = new int[payload.length / Integer.BYTES];
        ByteBuffer.wrap(payload).asIntBuffer().get(indices);
        return indices;
    }

    /** Returns the words of a frame. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
