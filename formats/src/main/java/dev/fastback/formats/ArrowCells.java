package dev.fastback.formats;

import dev.fastback.data.text.BarFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as Arrow lays them out: buffers of one kind of value, and a bit for each that says whether it is there. All access is to buffers that
 * check where they end.
 */
abstract sealed class ArrowCells implements Cells {
    private final int size;
    private final @Nullable ByteBuffer validity;

    private ArrowCells(int size, @Nullable ByteBuffer validity) {
        this.size = size;
        this.validity = validity;
    }

    static Whole whole(ArrowBatch batch, int node, int buffer, int width, boolean signed) throws IOException {
        return new Whole(batch.rows(), batch.validity(node, buffer), batch.buffer(buffer + 1, (long) batch.rows() * width), width, signed);
    }

    static Cells real(ArrowBatch batch, int node, int buffer, int width) throws IOException {
        return new Real(batch.rows(), batch.validity(node, buffer), batch.buffer(buffer + 1, (long) batch.rows() * width), width);
    }

    static Cells decimal(ArrowBatch batch, int node, int buffer, int width, int scale) throws IOException {
        return new Decimals(batch.rows(), batch.validity(node, buffer), batch.buffer(buffer + 1, (long) batch.rows() * width), width, scale);
    }

    static Cells time(ArrowBatch batch, int node, int buffer, int width, long millisPerUnit, long unitsPerMilli) throws IOException {
        return new Times(whole(batch, node, buffer, width, true), millisPerUnit, unitsPerMilli);
    }

    static Cells texts(ArrowBatch batch, int node, int buffer, boolean large) throws IOException {
        long least = batch.rows() == 0 ? 0 : (batch.rows() + 1L) * (large ? Long.BYTES : Integer.BYTES);
        return new Texts(batch, batch.validity(node, buffer), batch.buffer(buffer + 1, least), large, batch.buffer(buffer + 2, 0));
    }

    static Cells views(ArrowBatch batch, int node, int buffer, int count) throws IOException {
        List<ByteBuffer> data = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            data.add(batch.buffer(Math.addExact(buffer + 2, i), 0));
        }
        return new Views(batch, batch.validity(node, buffer), batch.buffer(buffer + 1, (long) batch.rows() * Views.WIDTH), data);
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public boolean isMissing(int i) {
        return validity != null && (validity.get(i >> 3) >> (i & 7) & 1) == 0;
    }

    /** Whole numbers of 8 to 64 bits. */
    static final class Whole extends ArrowCells {
        private final ByteBuffer values;
        private final int width;
        private final boolean signed;

        private Whole(int size, @Nullable ByteBuffer validity, ByteBuffer values, int width, boolean signed) {
            super(size, validity);
            this.values = values;
            this.width = width;
            this.signed = signed;
        }

        /** Returns number {@code i}; one of 64 bits without a sign that is too large is negative. */
        long whole(int i) {
            return switch (width) {
                case Byte.BYTES -> signed ? values.get(i) : Byte.toUnsignedLong(values.get(i));
                case Short.BYTES -> signed ? values.getShort(2 * i) : Short.toUnsignedLong(values.getShort(2 * i));
                case Integer.BYTES -> signed ? values.getInt(4 * i) : Integer.toUnsignedLong(values.getInt(4 * i));
                default -> values.getLong(8 * i);
            };
        }

        @Override
        public double number(int i) {
            long whole = whole(i);
            return signed || whole >= 0 ? whole : new BigInteger(Long.toUnsignedString(whole)).doubleValue();
        }

        @Override
        public String text(int i) {
            return signed ? Long.toString(whole(i)) : Long.toUnsignedString(whole(i));
        }
    }

    /** Floating-point numbers of 16, 32 or 64 bits, the shorter ones widened exactly. */
    private static final class Real extends ArrowCells {
        private final ByteBuffer values;
        private final int width;

        Real(int size, @Nullable ByteBuffer validity, ByteBuffer values, int width) {
            super(size, validity);
            this.values = values;
            this.width = width;
        }

        @Override
        public double number(int i) {
            return switch (width) {
                case Short.BYTES -> Float.float16ToFloat(values.getShort(2 * i));
                case Float.BYTES -> values.getFloat(4 * i);
                default -> values.getDouble(8 * i);
            };
        }

        @Override
        public String text(int i) {
            return Double.toString(number(i));
        }
    }

    /** Decimal numbers: whole numbers of up to 256 bits, little-endian, and where the point is. */
    private static final class Decimals extends ArrowCells {
        private final ByteBuffer values;
        private final int width;
        private final int scale;

        Decimals(int size, @Nullable ByteBuffer validity, ByteBuffer values, int width, int scale) {
            super(size, validity);
            this.values = values;
            this.width = width;
            this.scale = scale;
        }

        private BigDecimal decimal(int i) {
            byte[] bigEndian = new byte[width];
            for (int k = 0; k < width; k++) {
                bigEndian[width - 1 - k] = values.get(width * i + k);
            }
            return new BigDecimal(new BigInteger(bigEndian), scale);
        }

        @Override
        public double number(int i) {
            return decimal(i).doubleValue();
        }

        @Override
        public String text(int i) {
            return decimal(i).toString();
        }
    }

    /** Points in time and dates, cut to milliseconds. */
    private static final class Times extends ArrowCells {
        private final Whole values;
        private final long millisPerUnit;
        private final long unitsPerMilli;

        Times(Whole values, long millisPerUnit, long unitsPerMilli) {
            super(values.size(), null);
            this.values = values;
            this.millisPerUnit = millisPerUnit;
            this.unitsPerMilli = unitsPerMilli;
        }

        @Override
        public boolean isMissing(int i) {
            return values.isMissing(i);
        }

        @Override
        public long millis(int i) {
            long value = values.whole(i);
            boolean fits = Math.abs(value / 2) < Long.MAX_VALUE / 2 / millisPerUnit;
            return fits ? Math.floorDiv(value * millisPerUnit, unitsPerMilli) : Long.MAX_VALUE; // after any time of a bar
        }

        @Override
        public String text(int i) {
            return values.text(i);
        }
    }

    /** Texts, one after another, and where each ends. */
    private static final class Texts extends ArrowCells {
        private final ArrowBatch batch;
        private final ByteBuffer offsets;
        private final boolean large;
        private final ByteBuffer data;

        Texts(ArrowBatch batch, @Nullable ByteBuffer validity, ByteBuffer offsets, boolean large, ByteBuffer data) {
            super(batch.rows(), validity);
            this.batch = batch;
            this.offsets = offsets;
            this.large = large;
            this.data = data;
        }

        @Override
        public double number(int i) {
            return parsed(text(i));
        }

        @Override
        public String text(int i) {
            long from = large ? offsets.getLong(8 * i) : offsets.getInt(4 * i);
            long to = large ? offsets.getLong(8 * (i + 1)) : offsets.getInt(4 * (i + 1));
            return slice(batch, data, from, to - from);
        }
    }

    /** Texts of which each says how long it is and, when longer than twelve bytes, where it stands in which buffer. */
    private static final class Views extends ArrowCells {
        static final int WIDTH = 16;
        private static final int INLINE = 12;

        private final ArrowBatch batch;
        private final ByteBuffer views;
        private final List<ByteBuffer> data;

        Views(ArrowBatch batch, @Nullable ByteBuffer validity, ByteBuffer views, List<ByteBuffer> data) {
            super(batch.rows(), validity);
            this.batch = batch;
            this.views = views;
            this.data = List.copyOf(data);
        }

        @Override
        public double number(int i) {
            return parsed(text(i));
        }

        @Override
        public String text(int i) {
            int view = WIDTH * i;
            int length = views.getInt(view);
            if (length <= INLINE) {
                return slice(batch, views, view + 4L, length);
            }
            int buffer = views.getInt(view + 8);
            if (buffer < 0 || buffer >= data.size()) {
                throw batch.damaged("a text is said to stand in buffer " + buffer + " of " + data.size());
            }
            return slice(batch, data.get(buffer), views.getInt(view + 12), length);
        }
    }

    /** Numbers that stand for the values of a dictionary. */
    static final class Coded extends ArrowCells {
        private final Whole codes;
        private final Cells values;
        private final ArrowBatch batch;

        Coded(Whole codes, Cells values, ArrowBatch batch) {
            super(codes.size(), null);
            this.codes = codes;
            this.values = values;
            this.batch = batch;
        }

        @Override
        public boolean isMissing(int i) {
            return codes.isMissing(i) || values.isMissing(code(i));
        }

        @Override
        public double number(int i) {
            return values.number(code(i));
        }

        @Override
        public String text(int i) {
            return values.text(code(i));
        }

        private int code(int i) {
            long code = codes.whole(i);
            if (code < 0 || code >= values.size()) {
                throw batch.damaged("a value is said to be number " + code + " of a dictionary of " + values.size());
            }
            return (int) code;
        }
    }

    private static String slice(ArrowBatch batch, ByteBuffer data, long from, long length) {
        if (from < 0 || length < 0 || from > data.limit() - length) {
            throw batch.damaged("a text is said to be at bytes " + from + " to " + (from + length) + " of " + data.limit());
        }
        byte[] bytes = new byte[(int) length];
        data.get((int) from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static double parsed(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return BarFields.number(bytes, 0, bytes.length);
    }
}
