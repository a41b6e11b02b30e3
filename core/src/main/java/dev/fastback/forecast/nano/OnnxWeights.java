package dev.fastback.forecast.nano;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the weights of an ONNX file: of the model (field 7 its graph), the graph's initializers (5), of each its type (2), name (8) and raw data (9), as messages of
 * protocol buffers. Weights that are no single precision numbers in raw data are passed over.
 */
final class OnnxWeights {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;
    private static final int FLOAT = 1;

    private final ByteBuffer in;
    private int field;
    private int wire;

    private OnnxWeights(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns the weights by name.
     *
     * @throws IllegalArgumentException if the bytes are no such messages
     */
    static Map<String, float[]> read(byte[] onnx) {
        Map<String, float[]> weights = new HashMap<>();
        try {
            OnnxWeights model = new OnnxWeights(ByteBuffer.wrap(onnx));
            while (model.next()) {
                if (model.field == 7 && model.wire == BYTES) {
                    readGraph(model.message(), weights);
                } else {
                    model.skip();
                }
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("this is no ONNX file: " + e, e);
        }
        return weights;
    }

    private static void readGraph(OnnxWeights graph, Map<String, float[]> weights) {
        while (graph.next()) {
            if (graph.field == 5 && graph.wire == BYTES) {
                readTensor(graph.message(), weights);
            } else {
                graph.skip();
            }
        }
    }

    private static void readTensor(OnnxWeights tensor, Map<String, float[]> weights) {
        long type = 0;
        String name = "";
        float[] values = null;
        while (tensor.next()) {
            if (tensor.field == 2 && tensor.wire == VARINT) {
                type = tensor.varint();
            } else if (tensor.field == 8 && tensor.wire == BYTES) {
                name = StandardCharsets.UTF_8.decode(tensor.message().in).toString();
            } else if (tensor.field == 9 && tensor.wire == BYTES) {
                ByteBuffer raw = tensor.message().in;
                values = new float[raw.remaining() / Float.BYTES];
                raw.asFloatBuffer().get(values);
            } else {
                tensor.skip();
            }
        }
        if (type == FLOAT && values != null) {
            weights.put(name, values);
        }
    }

    private boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        return true;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long at byte " + in.position());
    }

    private OnnxWeights message() {
        int length = Math.toIntExact(varint());
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return new OnnxWeights(part);
    }

    private void skip() {
        switch (wire) {
            case VARINT -> varint();
            case EIGHT_BYTES -> in.position(in.position() + Long.BYTES);
            case BYTES -> message();
            case FOUR_BYTES -> in.position(in.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("wire type " + wire + " at byte " + in.position());
        }
    }
}
