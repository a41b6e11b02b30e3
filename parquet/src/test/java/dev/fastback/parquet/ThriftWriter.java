package dev.fastback.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structures in Thrift's compact protocol, which Parquet files describe themselves in. */
final class ThriftWriter {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outerFields = new ArrayDeque<>();
    private int lastField;

    byte[] bytes() {
        return out.toByteArray();
    }

    ThriftWriter number(int field, int value) {
        header(field, I32);
        return varint(zigzag(value));
    }

    ThriftWriter number(int field, long value) {
        header(field, I64);
        return varint(zigzag(value));
    }

    ThriftWriter octet(int field, int value) {
        header(field, BYTE);
        out.write(value);
        return this;
    }

    ThriftWriter bool(int field, boolean value) {
        return header(field, value ? TRUE : FALSE);
    }

    ThriftWriter text(int field, String value) {
        header(field, BINARY);
        return element(value);
    }

    /** Begins a structure that is a field; {@link #end} ends it. */
    ThriftWriter begin(int field) {
        header(field, STRUCT);
        return begin();
    }

    /** Begins a structure that is an element of a list, or the outermost one. */
    ThriftWriter begin() {
        outerFields.push(lastField);
        lastField = 0;
        return this;
    }

    ThriftWriter end() {
        out.write(0);
        lastField = outerFields.pop();
        return this;
    }

    ThriftWriter structs(int field, int count) {
        return list(field, count, STRUCT);
    }

    ThriftWriter numbers(int field, int... values) {
        list(field, values.length, I32);
        for (int value : values) {
            varint(zigzag(value));
        }
        return this;
    }

    ThriftWriter texts(int field, String... values) {
        list(field, values.length, BINARY);
        for (String value : values) {
            element(value);
        }
        return this;
    }

    private ThriftWriter element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private ThriftWriter list(int field, int count, int type) {
        header(field, LIST);
        if (count < 15) {
            out.write(count << 4 | type);
            return this;
        }
        out.write(15 << 4 | type);
        return varint(count);
    }

    private ThriftWriter header(int field, int type) {
        out.write((field - lastField) << 4 | type);
        lastField = field;
        return this;
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private ThriftWriter varint(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
        return this;
    }
}
