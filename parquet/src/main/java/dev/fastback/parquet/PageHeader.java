package dev.fastback.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What the header of a page says, read from Thrift's compact protocol.
 *
 * @param type 0 and 3 for pages of values, 2 for a dictionary
 * @param unpackedBytes the size of what follows the header once unpacked
 * @param packedBytes the size of what follows the header
 * @param values how many values the page has, nulls included; -1 when it does not say
 */
record PageHeader(int type, int unpackedBytes, int packedBytes, long values) {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;

    // Fields of the structure, and the types of the protocol that occur.
    private static final int TYPE = 1;
    private static final int UNPACKED = 2;
    private static final int PACKED = 3;
    private static final int DATA_HEADER = 5;
    private static final int DICTIONARY_HEADER = 7;
    private static final int DATA_V2_HEADER = 8;
    private static final int STRUCT = 12;
    private static final int MAX_DEPTH = 16;

    boolean isData() {
        return type == DATA || type == DATA_V2;
    }

    boolean isDictionary() {
        return type == DICTIONARY;
    }

    /**
     * Reads a header and leaves the buffer behind it.
     *
     * @throws BufferUnderflowException if it continues past the end of the buffer
     * @throws IllegalArgumentException if it is not a page header
     */
    static PageHeader read(ByteBuffer in) {
        long[] numbers = {-1, -1, -1, -1};
        int field = 0;
        for (int head = in.get(); head != 0; head = in.get()) {
            field = field(in, head, field);
            int kind = head & 15;
            switch (field) {
                case TYPE, UNPACKED, PACKED -> numbers[field - 1] = number(in, kind);
                case DATA_HEADER, DICTIONARY_HEADER, DATA_V2_HEADER -> numbers[3] = values(in, kind);
                default -> skip(in, kind, 0);
            }
        }
        return new PageHeader(Math.toIntExact(numbers[0]), Math.toIntExact(numbers[1]), Math.toIntExact(numbers[2]), numbers[3]);
    }

    /** Reads the header of a kind of page, whose first field is the number of values whatever the kind. */
    private static long values(ByteBuffer in, int kind) {
        if (kind != STRUCT) {
            throw new IllegalArgumentException("page header: a structure is of type " + kind);
        }
        long values = -1;
        int field = 0;
        for (int head = in.get(); head != 0; head = in.get()) {
            field = field(in, head, field);
            if (field == 1) {
                values = number(in, head & 15);
            } else {
                skip(in, head & 15, 0);
            }
        }
        return values;
    }

    private static int field(ByteBuffer in, int head, int last) {
        int step = head >> 4 & 15;
        return step == 0 ? (int) unzigzag(varint(in)) : last + step;
    }

    private static long number(ByteBuffer in, int kind) {
        if (kind < 4 || kind > 6) {
            throw new IllegalArgumentException("page header: a number is of type " + kind);
        }
        return unzigzag(varint(in));
    }

    private static void skip(ByteBuffer in, int kind, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("page header: structures too deep");
        }
        switch (kind) {
            case 1, 2 -> { } // the type is the value
            case 3 -> in.get();
            case 4, 5, 6 -> varint(in);
            case 7 -> in.getDouble();
            case 8 -> forward(in, varint(in));
            case 9, 10 -> {
                int head = in.get() & 0xff;
                long count = head >> 4 == 15 ? varint(in) : head >> 4;
                for (long i = 0; i < count; i++) {
                    skip(in, (head & 15) <= 2 ? 3 : head & 15, depth + 1); // in a list, a boolean is a byte
                }
            }
            case STRUCT -> {
                int field = 0;
                for (int head = in.get(); head != 0; head = in.get()) {
                    field = field(in, head, field);
                    skip(in, head & 15, depth + 1);
                }
            }
            default -> throw new IllegalArgumentException("page header: type " + kind);
        }
    }

    private static void forward(ByteBuffer in, long count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("page header: a number of more than 64 bits");
    }

    private static long unzigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
