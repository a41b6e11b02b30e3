package dev.fastback.testkit.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ONNX files: nodes, weights, inputs and outputs as messages of protocol buffers (fields as in onnx.proto3). Types are 1 float, 7 int64, 9 bool.
 */
public final class OnnxFile {
    /** Single precision numbers. */
    public static final int FLOAT = 1;
    /** 64-bit whole numbers. */
    public static final int INT64 = 7;
    /** Truth values. */
    public static final int BOOL = 9;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final Message graph = new Message();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<byte[]> weights = new ArrayList<>();
    private final ByteArrayOutputStream external = new ByteArrayOutputStream();
    private final String externalName;
    private int names;

    /** Makes a file that holds its weights itself. */
    public OnnxFile() {
        this("");
    }

    /** Makes a file whose weights go to another one beside it; an empty name for none. */
    public OnnxFile(String externalName) {
        this.externalName = externalName;
    }

    /** Adds an input; a dimension is a number, or a name for any. */
    public OnnxFile input(String name, int type, Object... dimensions) {
        inputs.add(value(name, type, dimensions));
        return this;
    }

    /** Adds an output. */
    public OnnxFile output(String name, int type, Object... dimensions) {
        outputs.add(value(name, type, dimensions));
        return this;
    }

    /** Adds weights of single precision and returns their name. */
    public String floats(float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return weight(FLOAT, bytes.array(), dimensions);
    }

    /** Adds one number and returns its name. */
    public String number(double value) {
        return floats(new float[] {(float) value}, 1);
    }

    /** Adds whole numbers in a row and returns their name. */
    public String longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return weight(INT64, bytes.array(), values.length);
    }

    /** Adds a node with one output and returns its name. */
    public String node(String operator, String... inputNames) {
        return node(operator, List.of(inputNames), "t" + names++, new Attribute[0]);
    }

    /** An attribute of a node. */
    public record Attribute(String name, long value, boolean isList) {
        /** Makes a whole number. */
        public static Attribute of(String name, long value) {
            return new Attribute(name, value, false);
        }

        /** Makes a list of one whole number. */
        public static Attribute list(String name, long value) {
            return new Attribute(name, value, true);
        }
    }

    /** Adds a node with attributes and returns the name of its output. */
    public String node(String operator, List<String> inputNames, Attribute... attributes) {
        return node(operator, inputNames, "t" + names++, attributes);
    }

    /** Adds a node that gives an output of the file. */
    public OnnxFile result(String name, String operator, String... inputNames) {
        node(operator, List.of(inputNames), name, new Attribute[0]);
        return this;
    }

    /** Adds a node with several outputs and returns their names. */
    public List<String> nodes(String operator, int count, String... inputNames) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add("t" + names++);
        }
        add(operator, List.of(inputNames), made, new Attribute[0]);
        return made;
    }

    private String node(String operator, List<String> inputNames, String output, Attribute... attributes) {
        add(operator, inputNames, List.of(output), attributes);
        return output;
    }

    private void add(String operator, List<String> inputNames, List<String> outputNames, Attribute[] attributes) {
        Message node = new Message();
        inputNames.forEach(name -> node.text(1, name));
        outputNames.forEach(name -> node.text(2, name));
        node.text(4, operator);
        for (Attribute attribute : attributes) {
            Message message = new Message().text(1, attribute.name());
            message.number(attribute.isList() ? 8 : 3, attribute.value()).number(20, attribute.isList() ? 7 : 2);
            node.bytes(5, message.done());
        }
        graph.bytes(1, node.done());
    }

    private String weight(int type, byte[] raw, long... dimensions) {
        String name = "w" + names++;
        Message tensor = new Message();
        for (long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        tensor.number(2, type).text(8, name);
        if (externalName.isEmpty() || type != FLOAT) {
            tensor.bytes(9, raw);
        } else {
            entry(tensor, "location", externalName);
            entry(tensor, "offset", Integer.toString(external.size()));
            entry(tensor, "length", Integer.toString(raw.length));
            tensor.number(14, 1);
            external.writeBytes(raw);
        }
        weights.add(tensor.done());
        return name;
    }

    private static void entry(Message tensor, String key, String value) {
        tensor.bytes(13, new Message().text(1, key).text(2, value).done());
    }

    private static byte[] value(String name, int type, Object... dimensions) {
        Message shape = new Message();
        for (Object dimension : dimensions) {
            Message one = dimension instanceof Number number ? new Message().number(1, number.longValue()) : new Message().text(2, dimension.toString());
            shape.bytes(1, one.done());
        }
        Message tensor = new Message().number(1, type).bytes(2, shape.done());
        return new Message().text(1, name).bytes(2, new Message().bytes(1, tensor.done()).done()).done();
    }

    /** Returns the file's bytes. */
    public byte[] bytes() {
        Message whole = new Message();
        whole.out.writeBytes(graph.done());
        whole.text(2, "test");
        weights.forEach(weight -> whole.bytes(5, weight));
        inputs.forEach(input -> whole.bytes(11, input));
        outputs.forEach(output -> whole.bytes(12, output));
        return new Message().number(1, IR_VERSION).text(2, "fastback tests").bytes(7, whole.done())
                .bytes(8, new Message().text(1, "").number(2, OPSET).done()).done();
    }

    /** Writes the file, and the one with its weights. */
    public Path write(Path file) throws IOException {
        Files.write(file, bytes());
        if (!externalName.isEmpty()) {
            Files.write(file.resolveSibling(externalName), external.toByteArray());
        }
        return file;
    }

    /** A message of protocol buffers, field by field. */
    private static final class Message {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] done() {
            return out.toByteArray();
        }
    }
}
