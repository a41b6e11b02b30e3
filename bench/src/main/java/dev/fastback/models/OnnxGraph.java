package dev.fastback.models;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes the graph of an ONNX file, as messages of protocol buffers with the field numbers of onnx.proto3: every node is called after its output, every weight
 * by the name given.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message nodes = new Message();
    private final Message weights = new Message();
    private final Message ends = new Message();
    private int names;

    /** Adds the input (field 11) or output (12); the first dimension is any. */
    void end(int field, String name, int... dimensions) {
        Message shape = new Message().bytes(1, new Message().text(2, "batch"));
        for (int dimension : dimensions) {
            shape.bytes(1, new Message().number(1, dimension));
        }
        Message type = new Message().bytes(1, new Message().number(1, FLOAT).bytes(2, shape));
        ends.bytes(field, new Message().text(1, name).bytes(2, type));
    }

    /** Adds weights and returns their name. */
    String floats(String name, float[] values, int from, int size, int... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, from, size);
        return weight(name, FLOAT, bytes.array(), dimensions);
    }

    /** Adds a number and returns its name. */
    String number(String name, float value) {
        return floats(name, new float[] {value}, 0, 1, 1);
    }

    /** Adds whole numbers and returns their name. */
    String longs(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return weight(name, INT64, bytes.array(), values.length);
    }

    private String weight(String name, int type, byte[] raw, int... dimensions) {
        Message tensor = new Message();
        for (int dimension : dimensions) {
            tensor.number(1, dimension);
        }
        weights.bytes(5, tensor.number(2, type).text(8, name).raw(9, raw));
        return name;
    }

    /** Adds a node and returns the name of its output. */
    String node(String operator, String... inputs) {
        return named(operator, "t" + ++names, inputs);
    }

    /** Adds a node whose output has a name. */
    String named(String operator, String output, String... inputs) {
        nodes.bytes(1, begun(operator, new String[] {output}, inputs));
        return output;
    }

    /** Adds a node with an attribute: a whole number (kind 2), or several (kind 7). */
    String with(String operator, String attribute, long[] values, boolean several, String... inputs) {
        String output = "t" + ++names;
        nodes.bytes(1, begun(operator, new String[] {output}, inputs).bytes(5, attribute(attribute, values, several)));
        return output;
    }

    /** Adds a split along an axis and returns the names of its parts. */
    String[] split(String input, String sizes, int parts, long axis) {
        String[] outputs = new String[parts];
        for (int i = 0; i < parts; i++) {
            outputs[i] = "t" + ++names;
        }
        nodes.bytes(1, begun("Split", outputs, input, sizes).bytes(5, attribute("axis", new long[] {axis}, false)));
        return outputs;
    }

    private static Message begun(String operator, String[] outputs, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        for (String output : outputs) {
            node.text(2, output);
        }
        return node.text(3, outputs[0]).text(4, operator);
    }

    private static Message attribute(String name, long[] values, boolean several) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.number(several ? 8 : 3, value);
        }
        return attribute.number(20, several ? 7 : 2);
    }

    /** Returns the file. */
    byte[] bytes(String name, Map<String, String> notes) {
        Message graph = new Message().raw(nodes).text(2, name).raw(weights).raw(ends);
        Message model = new Message()
                .number(1, IR_VERSION)
                .text(2, "fastback")
                .bytes(7, graph)
                .bytes(8, new Message().text(1, "").number(2, OPSET));
        notes.forEach((key, value) -> model.bytes(14, new Message().text(1, key).text(2, value)));
        return model.out.toByteArray();
    }

    /** A message, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, Message value) {
            return raw(field, value.out.toByteArray());
        }

        Message raw(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message raw(Message fields) {
            out.writeBytes(fields.out.toByteArray());
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
