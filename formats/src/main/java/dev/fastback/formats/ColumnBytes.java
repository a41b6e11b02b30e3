package dev.fastback.formats;

import dev.fastback.table.TableColumn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Rows of a column as bytes, in the ways that both formats share: little-endian, a bit for each value that is there. */
final class ColumnBytes {
    private ColumnBytes() {}

    /** Returns a bit for each row from {@code from} to {@code to}, the lowest first: 1 where the value is there. */
    static byte[] present(TableColumn column, int from, int to) {
        byte[] bits = new byte[(to - from + 7) / 8];
        for (int row = from; row < to; row++) {
            if (!column.isMissing(row)) {
                bits[(row - from) >> 3] |= (byte) (1 << ((row - from) & 7));
            }
        }
        return bits;
    }

    /**
     * Returns 64-bit values.
     *
     * @param all whether missing values have a place as well
     */
    static byte[] values(TableColumn column, int from, int to, boolean all) {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = from; row < to; row++) {
            boolean missing = column.isMissing(row);
            if (all || !missing) {
                bytes.putLong(missing ? 0 : bits(column, row));
            }
        }
        byte[] values = new byte[bytes.position()];
        bytes.flip().get(values);
        return values;
    }

    private static long bits(TableColumn column, int row) {
        return switch (column) {
            case TableColumn.Times times -> times.millis()[row];
            case TableColumn.Wholes wholes -> wholes.values()[row];
            case TableColumn.Numbers numbers -> Double.doubleToRawLongBits(numbers.values()[row]);
            case TableColumn.Texts texts -> throw new IllegalStateException("a text has no 64 bits: " + texts.name());
        };
    }

    /** Returns the texts in UTF-8, each after its length in 32 bits. */
    static byte[] lengthsAndTexts(TableColumn.Texts column, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int row = from; row < to; row++) {
            String text = column.values().get(row);
            if (text != null) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length).array());
                bytes.writeBytes(utf8);
            }
        }
        return bytes.toByteArray();
    }

    /** Returns where each text starts among {@link #texts}, and where the last one ends, in 32 bits each. */
    static byte[] offsets(TableColumn.Texts column, int from, int to) {
        ByteBuffer offsets = ByteBuffer.allocate((to - from + 1) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int end = 0;
        offsets.putInt(end);
        for (int row = from; row < to; row++) {
            String text = column.values().get(row);
            end = Math.addExact(end, text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length);
            offsets.putInt(end);
        }
        return offsets.array();
    }

    /** Returns the texts in UTF-8, one after another. */
    static byte[] texts(TableColumn.Texts column, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int row = from; row < to; row++) {
            String text = column.values().get(row);
            if (text != null) {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
